package org.meterflow.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import org.meterflow.party.Pem;
import org.meterflow.simulator.PrivateFiles;

/** Certificates with their keys in a folder that is nobody else's; each file appears whole or not at all. */
class KeyFiles {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private final Path folder;

    KeyFiles(Path folder) {
        this.folder = folder;
        try {
            PrivateFiles.close(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(folder + " cannot be closed to others", failure);
        }
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name + ".pem"));
    }

    X509Certificate certificate(String name) {
        return Pem.certificate(folder.resolve(name + ".pem"));
    }

    PrivateKey key(String name) {
        return Pem.privateKey(folder.resolve(name + ".key.pem"));
    }

    void save(String name, PrivateKey key, X509Certificate certificate) {
        try {
            write(name + ".key.pem", "PRIVATE KEY", key.getEncoded());
            write(name + ".pem", "CERTIFICATE", certificate.getEncoded());
        } catch (IOException failure) {
            throw new UncheckedIOException(folder + " cannot be written", failure);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void write(String name, String label, byte[] content) throws IOException {
        String text = String.format(
                Locale.ROOT, "-----BEGIN %s-----%n%s%n-----END %s-----%n", label, LINES.encodeToString(content), label);
        PrivateFiles.write(folder.resolve(name), whole -> Files.writeString(whole, text));
    }
}
