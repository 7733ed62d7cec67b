package org.meterflow.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A process whose number a file names. Numbers are given anew, and a machine may run other people's PostgreSQL: so it counts
 * only when it works in our data directory, or, where that cannot be seen, when it started as the file says.
 */
record ServerProcess(ProcessHandle process) {

    private static final Duration SAME_TIME = Duration.ofSeconds(30);

    boolean serves(Path dataDirectory, Optional<Instant> startedAt) {
        return isPostgres() && worksIn(dataDirectory).orElseGet(() -> started(startedAt));
    }

    private boolean isPostgres() {
        return process.info().command().orElse("").contains("postgres");
    }

    /** PostgreSQL makes its data directory its own; where the system does not tell, its command line may. */
    private Optional<Boolean> worksIn(Path dataDirectory) {
        Path own = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Optional.of(Files.isSameFile(own, dataDirectory));
        } catch (IOException notTold) {
            return named().map(directory -> same(directory, dataDirectory));
        }
    }

    private Optional<Path> named() {
        List<String> arguments = Arrays.asList(process.info().arguments().orElse(new String[0]));
        int option = arguments.indexOf("-D");
        return option < 0 || option + 1 >= arguments.size()
                ? Optional.empty()
                : Optional.of(Path.of(arguments.get(option + 1))).filter(Path::isAbsolute);
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException gone) {
            return false;
        }
    }

    boolean started(Optional<Instant> said) {
        Optional<Instant> truly = process.info().startInstant();
        return said.isPresent()
                && truly.isPresent()
                && Duration.between(truly.get(), said.get()).abs().compareTo(SAME_TIME) <= 0;
    }
}
