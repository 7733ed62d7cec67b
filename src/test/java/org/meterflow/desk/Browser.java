package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real browser at the console's door, which notes every breach of the content security policy and every script error.
 * With {@code -Dpictures=folder} it also takes a picture of each page it judges.
 */
final class Browser implements AutoCloseable {

    private static final List<String> LEVELS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final String address;

    private Browser(Path executable, int port) {
        this.address = "http://localhost:" + port;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Where a Chromium is installed on this machine, and the front end has been built: else there is nothing to see. */
    static Optional<Path> executable() {
        boolean built = Browser.class.getResource("/static/assets/desk.js") != null;
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(path -> built && Files.isExecutable(path))
                .findFirst();
    }

    static boolean isHere() {
        return executable().isPresent();
    }

    static Browser open(int port) {
        return new Browser(executable().orElseThrow(), port);
    }

    Visit visit() {
        return visit(1280, 900, ColorScheme.LIGHT);
    }

    Visit visitByPhone() {
        return visit(390, 844, ColorScheme.LIGHT);
    }

    Visit visitInTheDark() {
        return visit(1280, 900, ColorScheme.DARK);
    }

    private Visit visit(int width, int height, ColorScheme colours) {
        return new Visit(
                browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(colours)
                        .setLocale("en-GB")),
                address,
                width);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** One person's session. */
    static final class Visit implements AutoCloseable {

        private final BrowserContext context;
        private final String address;
        private final int width;
        private final List<String> faults = new ArrayList<>();
        final Page page;

        private Visit(BrowserContext context, String address, int width) {
            this.context = context;
            this.address = address;
            this.width = width;
            context.exposeBinding("meterflowBreach", (source, breach) -> faults.add(String.valueOf(breach[0])));
            context.addInitScript("document.addEventListener('securitypolicyviolation',"
                    + " (e) => window.meterflowBreach(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample"
                    + " + ' ' + e.sourceFile + ':' + e.lineNumber))");
            this.page = context.newPage();
            page.setDefaultTimeout(15_000);
            page.onPageError(faults::add);
        }

        Visit signIn(String name, String password) {
            go("/sign-in");
            page.fill("#name", name);
            page.fill("#password", password);
            page.click("main button");
            page.waitForURL(address + "/");
            return this;
        }

        void go(String path) {
            Response answer = page.navigate(address + path);
            if (answer != null && answer.status() >= 500) {
                faults.add(path + " answered with status " + answer.status());
            }
        }

        String path() {
            return page.url().substring(address.length());
        }

        /** Nobody is shut out of this page, nothing in it breaks the policy, and it fits the screen. */
        void isGood(String name) {
            takePicture(name);
            assertThat(page.title()).as("title of %s", name).isNotBlank().doesNotStartWith(" ");
            assertThat(page.locator("h1").count()).as("headings of %s", name).isEqualTo(1);
            assertThat(page.locator("h1").textContent())
                    .as("heading of %s", name)
                    .isNotBlank();
            List<Rule> violations =
                    new AxeBuilder(page).withTags(LEVELS).analyze().getViolations();
            assertThat(violations.stream()
                            .map(rule -> rule.getId() + ": "
                                    + rule.getNodes().stream()
                                            .map(node -> node.getTarget() + " " + node.getHtml())
                                            .toList())
                            .toList())
                    .as("accessibility of %s at %d pixels", name, width)
                    .isEmpty();
            assertThat(faults)
                    .as("content security policy and scripts of %s", name)
                    .isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of %s", name)
                    .isLessThanOrEqualTo(width);
        }

        private void takePicture(String name) {
            String folder = System.getProperty("pictures");
            if (folder != null) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(folder, name + "-" + width + ".png")));
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
