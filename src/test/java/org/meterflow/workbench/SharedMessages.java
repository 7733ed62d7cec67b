package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The public reference messages, where they lie beside the project: their names, and each in hex. */
final class SharedMessages {

    private static final Path VECTORS = Path.of("..", "shared", "vectors");

    private SharedMessages() {}

    static Map<String, String> all() {
        assumeTrue(
                Files.isDirectory(VECTORS),
                () -> "SKIPPED: the reference messages are not at " + VECTORS.toAbsolutePath());
        try (Stream<Path> files = Files.walk(VECTORS.resolve("rtds"))) {
            List<Path> chosen = files.filter(
                            file -> file.toString().toUpperCase(Locale.ROOT).endsWith(".HEX"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            Map<String, String> messages = new TreeMap<>();
            for (Path file : chosen) {
                String name = file.getParent().getFileName() + "/"
                        + file.getFileName().toString().replace("_GBCS.HEX", "");
                messages.put(name, Files.readString(file).strip().toUpperCase(Locale.ROOT));
            }
            assertThat(messages).isNotEmpty();
            return messages;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path certificates() {
        return VECTORS.resolve("certificates");
    }
}
