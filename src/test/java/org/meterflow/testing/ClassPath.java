package org.meterflow.testing;

import java.io.File;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of this test run, for programs of their own that a test starts and kills. */
public final class ClassPath {

    private ClassPath() {}

    /** Each entry once: the test runner's own jar names all the others again, and every diagram would be found twice. */
    public static String ofThisRun() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("surefirebooter"))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
