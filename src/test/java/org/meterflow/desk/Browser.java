package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meterflow.testing.InstalledChromium;

/**
 * A real browser at the console's door, which notes every breach of the content security policy and every script error.
 * With {@code -Dpictures=folder} it also takes a picture of each page it judges.
 */
final class Browser implements AutoCloseable {

    private static final List<String> LEVELS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What axe finds, one line for each rule that is broken. */
    private static final String VIOLATIONS = """
            async (levels) => (await axe.run(document, { runOnly: levels, resultTypes: ['violations'] })).violations
              .map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.target + ' ' + node.html).join(', '))
            """;

    private final String address;
    private final List<Visit> visits = new ArrayList<>();
    private final Map<String, String> sessions = new HashMap<>();

    private Browser(int port) {
        this.address = "http://localhost:" + port;
    }

    /** One Chromium for the whole test run, started by the first test that needs it. */
    private static final class Chromium {

        private static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private static final com.microsoft.playwright.Browser RUNNING = PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable().orElseThrow())
                        .setHeadless(true)
                        .setTimeout(180_000)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
        }
    }

    /** Where a Chromium is installed on this machine, and the front end has been built: else there is nothing to see. */
    static Optional<Path> executable() {
        boolean built = Browser.class.getResource("/static/assets/desk.js") != null;
        return InstalledChromium.find().filter(path -> built);
    }

    static boolean isHere() {
        return executable().isPresent();
    }

    static Browser open(int port) {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        return new Browser(port);
    }

    Visit visit() {
        return visit(1280, 900, ColorScheme.LIGHT, null);
    }

    Visit visitByPhone() {
        return visit(390, 844, ColorScheme.LIGHT, null);
    }

    /** Somebody who has signed in, at the desk: by the form the first time, with the same session after that. */
    Visit signedIn(String name, String password) {
        return signedIn(1280, 900, ColorScheme.LIGHT, name, password);
    }

    Visit signedInByPhone(String name, String password) {
        return signedIn(390, 844, ColorScheme.LIGHT, name, password);
    }

    Visit signedInInTheDark(String name, String password) {
        return signedIn(1280, 900, ColorScheme.DARK, name, password);
    }

    private Visit signedIn(int width, int height, ColorScheme colours, String name, String password) {
        String session = sessions.get(name);
        Visit visit = visit(width, height, colours, session);
        if (session == null) {
            visit.signIn(name, password);
            sessions.put(name, visit.context.storageState());
        } else {
            visit.go("/");
        }
        return visit;
    }

    private Visit visit(int width, int height, ColorScheme colours, @Nullable String session) {
        Visit visit = new Visit(
                Chromium.RUNNING.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(colours)
                        .setLocale("en-GB")
                        .setStorageState(session)),
                address,
                width);
        visits.add(visit);
        return visit;
    }

    @Override
    public void close() {
        visits.forEach(Visit::close);
    }

    private static final String TEXT = "(() => { const page = document.querySelector('main').cloneNode(true);"
            + " page.querySelectorAll('.mf-mono, .mf-diagram, pre, code, textarea, script').forEach((each) => each.remove());"
            + " const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT); const all = [];"
            + " while (texts.nextNode()) all.push(texts.currentNode.data); return all.join(' '); })()";

    private static final Pattern PROGRAMS_WORDS = Pattern.compile(
            "\\b[a-z]{3,}(?:[A-Z][a-z]+)+\\b|\\b[A-Z]+(?:_[A-Z]+)+\\b|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d\\S*");

    /** One person's session. */
    static final class Visit implements AutoCloseable {

        private final BrowserContext context;
        private final String address;
        private int width;
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
            page.setDefaultTimeout(60_000);
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

        /** The same page in a narrower or wider window. */
        void resize(int width, int height) {
            this.width = width;
            page.setViewportSize(width, height);
        }

        String path() {
            return page.url().substring(address.length());
        }

        /** Nobody is shut out of this page, nothing in it breaks the policy, and it fits the screen. */
        void isGood(String name) {
            page.waitForLoadState();
            takePicture(name);
            assertThat(page.title()).as("title of %s", name).isNotBlank().doesNotStartWith(" ");
            assertThat(page.title().startsWith("Error: "))
                    .as("the title of %s says that something is wrong exactly where it is", name)
                    .isEqualTo(page.locator(".govuk-error-summary").count() > 0);
            assertThat(page.locator("h1").count()).as("headings of %s", name).isEqualTo(1);
            assertThat(page.locator("h1").textContent())
                    .as("heading of %s", name)
                    .isNotBlank();
            assertThat(violations())
                    .as("accessibility of %s at %d pixels", name, width)
                    .isEmpty();
            assertThat(faults)
                    .as("content security policy and scripts of %s", name)
                    .isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of %s", name)
                    .isLessThanOrEqualTo(width);
        }

        /** What a program would write, such as {@code switchRequested}, {@code IN_USE} or a time with a T, outside of code. */
        List<String> programsWords() {
            String text = String.valueOf(page.evaluate(TEXT));
            return PROGRAMS_WORDS
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
        }

        private List<?> violations() {
            if (!Boolean.TRUE.equals(page.evaluate("typeof window.axe === 'object'"))) {
                page.evaluate(AxeBuilder.getAxeScript());
            }
            return (List<?>) page.evaluate(VIOLATIONS, LEVELS);
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
