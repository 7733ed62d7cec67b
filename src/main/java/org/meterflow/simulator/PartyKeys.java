package org.meterflow.simulator;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What an installation has given the parties that are played here: a file with {@code SP-0001=mf_…} for the key to its
 * API and {@code SP-0001.webhook-secret=whsec_…} for the secret of its notifications. Read anew at each question, so
 * that a renewed one counts at once.
 */
final class PartyKeys {

    private final Path file;

    PartyKeys(Path file) {
        this.file = file;
    }

    /** Empty when there is none. */
    String apiKey(String party) {
        return read().getProperty(party, "").strip();
    }

    /** Empty when there is none. */
    String webhookSecret(String party) {
        return read().getProperty(party + ".webhook-secret", "").strip();
    }

    private Properties read() {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            keys.load(reader);
        } catch (IOException absent) {
            return new Properties();
        }
        return keys;
    }
}
