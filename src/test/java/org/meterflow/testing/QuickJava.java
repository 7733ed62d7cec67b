package org.meterflow.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a test starts a program of its own: with this run's classes, and no more work than a program needs that soon ends. */
public final class QuickJava {

    private QuickJava() {}

    /**
     * @param options of the program's Java, such as its heap
     * @return the beginning of a command; the class to run and its arguments are to be added
     */
    public static List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", ClassPath.ofThisRun()));
        return command;
    }
}
