package org.meterflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The table of acceptance scenarios names tests that there are, and leaves none out. */
class AcceptanceTableTest {

    private static final Pattern NAMED = Pattern.compile("`([a-z.]+[A-Za-z]+)#(\\w+)`");
    private static final Path TESTS = Path.of("src/test/java/org/meterflow");

    @Test
    void each_scenario_of_the_table_is_a_test_and_each_acceptance_test_is_in_the_table() throws Exception {
        List<String> named = NAMED.matcher(Files.readString(Path.of("docs/acceptance.md")))
                .results()
                .map(test -> test.group(1) + "#" + test.group(2))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(9)
                .allSatisfy(test -> assertThat(testsOf(test.split("#")[0])).contains(test));
        for (String tests : acceptanceTests()) {
            assertThat(named).containsAll(testsOf(tests));
        }
    }

    private static List<String> acceptanceTests() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.endsWith("AcceptanceScenariosTest.java"))
                    .map(file -> TESTS.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'))
                    .toList();
        }
    }

    private static List<String> testsOf(String name) throws ClassNotFoundException {
        return Arrays.stream(Class.forName("org.meterflow." + name).getDeclaredMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(Method::getName)
                .map(method -> name + "#" + method)
                .toList();
    }
}
