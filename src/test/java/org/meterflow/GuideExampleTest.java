package org.meterflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.meterflow.testing.ClassPath;
import org.springframework.util.FileSystemUtils;

/** The process owner's guide adds a process by copying files. Here they are copied: they compile, start, and do as they say. */
class GuideExampleTest {

    private static final Path GUIDE = Path.of("docs/guides/process-owner.md");
    private static final Path EXAMPLE = Path.of("docs/guides/examples/special-read");
    private static final String ITS_TEST = "org.meterflow.process.specialread.SpecialReadTest";
    private static final Pattern EXCERPT = Pattern.compile("```(?:java|sql|html)\\n(.*?)```", Pattern.DOTALL);

    private static Path copy;

    /** The example's own test, in a program that has the example's files beside its own. */
    static class Program {

        public static void main(String[] arguments) throws ClassNotFoundException {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Class.forName(arguments[0])))
                                    .build(),
                            listener);
            listener.getSummary().printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            System.out.println(listener.getSummary().getTestsSucceededCount() + " succeeded");
            System.exit(listener.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
        }
    }

    @BeforeAll
    static void filesAreCopied() throws IOException {
        copy = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "guide-example-");
        for (String folder : List.of("bpmn", "forms")) {
            FileSystemUtils.copyRecursively(Path.of(folder), copy.resolve(folder));
            FileSystemUtils.copyRecursively(EXAMPLE.resolve(folder), copy.resolve(folder));
        }
        FileSystemUtils.copyRecursively(EXAMPLE.resolve("src/main/resources"), copy);
    }

    @AfterAll
    static void andTakenAway() throws IOException {
        FileSystemUtils.deleteRecursively(copy);
    }

    @Test
    void the_guide_s_process_compiles_starts_and_passes_its_test() throws Exception {
        assertThat(compile()).isEmpty();

        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        copy + File.pathSeparator + ClassPath.ofThisRun(),
                        Program.class.getName(),
                        ITS_TEST)
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(said).isZero();
        assertThat(said).contains("3 succeeded");
    }

    private static String compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> sources = Files.walk(EXAMPLE.resolve("src"))) {
            List<String> options = List.of(
                    "-parameters", "-proc:none", "-nowarn", "-d", copy.toString(), "-cp", ClassPath.ofThisRun());
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(
                                    sources.filter(file -> file.toString().endsWith(".java"))
                                            .toList()))
                    .call();
            return compiled ? "" : said.toString();
        }
    }

    @Test
    void what_the_guide_shows_of_it_is_what_it_has() throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.walk(EXAMPLE)) {
            files = all.filter(Files::isRegularFile).map(GuideExampleTest::read).toList();
        }
        List<String> excerpts = EXCERPT.matcher(Files.readString(GUIDE))
                .results()
                .flatMap(excerpt -> Stream.of(excerpt.group(1).split("\\n\\n(?=\\S)")))
                .map(GuideExampleTest::inOneLine)
                .toList();

        assertThat(excerpts)
                .hasSizeGreaterThan(8)
                .allSatisfy(excerpt ->
                        assertThat(files).anySatisfy(file -> assertThat(file).contains(excerpt)));
    }

    private static String read(Path file) {
        try {
            return inOneLine(Files.readString(file));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
