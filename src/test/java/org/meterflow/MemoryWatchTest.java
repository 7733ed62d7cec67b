package org.meterflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterflow.testing.ClassPath;

class MemoryWatchTest {

    @ParameterizedTest
    @ValueSource(strings = {"somebody overlooks the error", "a thread dies of it"})
    void a_program_without_memory_ends_by_itself(String how) throws Exception {
        assertThat(statusOf(how)).isEqualTo(MemoryWatch.STATUS);
    }

    @Test
    void another_error_ends_its_thread_only() throws Exception {
        assertThat(statusOf("another error")).isZero();
    }

    private static int statusOf(String how) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ClassPath.ofThisRun(),
                        Greedy.class.getName(),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(program.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
            return program.exitValue();
        } finally {
            program.destroyForcibly();
        }
    }

    /** A program that takes all the memory there is. */
    static final class Greedy {

        private static Object[] taken = {};

        private Greedy() {}

        public static void main(String[] how) throws Exception {
            MemoryWatch.begin();
            Thread greedy = new Thread(() -> {
                if (how[0].equals("another error")) {
                    throw new IllegalStateException("Not for want of memory");
                }
                takeAll(how[0].startsWith("somebody"));
            });
            greedy.start();
            greedy.join();
        }

        private static void takeAll(boolean overlooked) {
            int size = 1024 * 1024;
            while (true) {
                try {
                    taken = new Object[] {taken, new byte[size]};
                } catch (OutOfMemoryError none) {
                    if (!overlooked) {
                        throw none;
                    }
                    size = Math.max(16, size / 2);
                }
            }
        }
    }
}
