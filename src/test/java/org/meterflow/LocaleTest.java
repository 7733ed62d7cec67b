package org.meterflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meterflow.testing.ClassPath;

/** What machines read is the same wherever it is written: no digit, no letter depends on the machine's language. */
@AnalyzeClasses(packages = "org.meterflow", importOptions = ImportOption.DoNotIncludeTests.class)
class LocaleTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** A number in a format, and what stands before it: only a locale may. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<before>\\S*)\\s*\"(?:[^\"\\\\\\n]|\\\\.)*%[-#+0,(]*\\d*(?:\\.\\d+)?[dfeEgGt]");

    /** A command to read the firmware's version, cut short by its last byte. */
    private static final String CUT_SHORT = "DF0901" + "00000000000003E8" + "0890B3D51F30010000" + "0800DB1234567890A0"
            + "00" + "020059" + "13D9200003E800010100010000000201FF0201";

    private static final Set<String> CASES = Set.of("toLowerCase", "toUpperCase", "format");
    private static final Set<Class<?>> FORMATS = Set.of(
            DateTimeFormatter.class,
            DateTimeFormatterBuilder.class,
            NumberFormat.class,
            DecimalFormat.class,
            SimpleDateFormat.class,
            Formatter.class,
            PrintStream.class,
            PrintWriter.class);
    private static final Set<String> MAKERS = Set.of(
            "ofPattern", "toFormatter", "getInstance", "getNumberInstance", "getIntegerInstance", "<init>", "printf");

    @ArchTest
    static final ArchRule nobody_writes_in_the_machines_language = noClasses()
            .should(ArchConditions.accessTargetWhere(
                    DescribedPredicate.describe("it writes in the machine's language", LocaleTest::isWithoutLocale)));

    private static boolean isWithoutLocale(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)
                || target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class))) {
            return false;
        }
        boolean text = target.getOwner().isEquivalentTo(String.class) && CASES.contains(target.getName());
        boolean stream = target.getOwner().isAssignableTo(OutputStream.class)
                || target.getOwner().isAssignableTo(Writer.class);
        return text
                || FORMATS.stream().anyMatch(target.getOwner()::isEquivalentTo)
                        && MAKERS.contains(target.getName())
                        && !(stream && target.getName().equals("<init>"));
    }

    @Test
    void the_rule_finds_what_it_forbids() {
        assertThat(nobody_writes_in_the_machines_language
                        .evaluate(new ClassFileImporter().importClasses(Careless.class))
                        .getFailureReport()
                        .getDetails())
                .hasSize(3);
    }

    @SuppressWarnings("StringCaseLocaleUsage")
    private static class Careless {

        String written(List<String> words) {
            return String.format("%s %s", words.stream().map(String::toUpperCase), "Iris".toLowerCase());
        }
    }

    @Test
    void a_number_is_formatted_in_a_locale_or_as_plain_text() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).flatMap(LocaleTest::bare))
                    .isEmpty();
        }
    }

    private static Stream<String> bare(Path file) {
        try {
            return NUMBER.matcher(Files.readString(file))
                    .results()
                    .filter(found -> !found.group(1).matches(".*Locale\\.[A-Z]+,"))
                    .map(found -> file.getFileName() + ": " + found.group().strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    @Timeout(120)
    void a_program_started_on_an_egyptian_machine_writes_the_digits_of_all_others() throws Exception {
        assertThat(answer("ar", "EG")).contains("(19 bytes)").isEqualTo(answer("en", "GB"));
    }

    /** The workbench counts bytes in what it says of a message cut short. */
    private static String answer(String language, String country) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-classpath",
                        ClassPath.ofThisRun(),
                        Meterflow.class.getName(),
                        "gbcs")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var requests = program.getOutputStream();
                var answers = program.inputReader(StandardCharsets.UTF_8)) {
            requests.write("{\"id\":1,\"op\":\"decode\",\"message\":\"%s\"}\n"
                    .formatted(CUT_SHORT)
                    .getBytes(StandardCharsets.UTF_8));
            requests.close();
            String all = String.join("\n", answers.lines().toList());
            assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return all;
        } finally {
            program.destroyForcibly();
        }
    }
}
