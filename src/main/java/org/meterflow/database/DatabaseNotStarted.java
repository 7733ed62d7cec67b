package org.meterflow.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.meterflow.identifier.Reason;

/** The embedded server does not come up; why, it has written at the end of its log. */
public class DatabaseNotStarted extends RuntimeException {

    private static final int SHOWN = 12;

    DatabaseNotStarted(Path directory, Path log, Exception cause) {
        super(
                "The embedded database does not start in %s. %s"
                        .formatted(directory.toAbsolutePath(), lastLines(log, Reason.of(cause))),
                cause);
    }

    private static String lastLines(Path log, String otherwise) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (!lines.isEmpty()) {
                return lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()).stream()
                        .collect(Collectors.joining("\n  ", "The last lines of " + log.getFileName() + ":\n  ", ""));
            }
        } catch (IOException unreadable) {
            // Then what the caller saw has to do.
        }
        return otherwise;
    }
}
