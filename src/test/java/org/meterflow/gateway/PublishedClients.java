package org.meterflow.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The published client programs, installed beside the build and run as programs of their own. */
final class PublishedClients {

    private static final Path FOLDER = Path.of("target", "published-clients");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private PublishedClients() {}

    /** @throws IOException when they cannot be installed here, with what npm said */
    static PublishedClients install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        copy("package.json");
        copy("client.cjs");
        if (!Files.exists(FOLDER.resolve("node_modules/@smartdcc/duis-sign-wrap"))) {
            run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        }
        return new PublishedClients();
    }

    /** The published test keys as a folder of PEM files. */
    Path keys() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(FOLDER.resolve("keys"));
        run("node", "client.cjs", "keys", "keys");
        return folder;
    }

    /** A template, made into a request of this moment and signed. */
    byte[] request(String template) throws IOException, InterruptedException {
        run("node", "client.cjs", "request", template, "request.xml");
        return Files.readAllBytes(FOLDER.resolve("request.xml"));
    }

    /** What the client makes of a response that its validator accepts, as JSON. */
    String validated(byte[] response) throws IOException, InterruptedException {
        Files.write(FOLDER.resolve("response.xml"), response);
        return run("node", "client.cjs", "response", "response.xml");
    }

    /** The serial numbers of the one signing and the one key agreement certificate found for a device. */
    List<String> certificatesOf(String device, int smkiPort) throws IOException, InterruptedException {
        return run("node", "client.cjs", "certificate", "http://localhost:" + smkiPort, device)
                .lines()
                .toList();
    }

    private static void copy(String name) throws IOException {
        try (InputStream resource = PublishedClients.class.getResourceAsStream("/published-clients/" + name)) {
            Files.copy(Objects.requireNonNull(resource), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(FOLDER, "errors", ".txt");
        List<String> line = new ArrayList<>(Arrays.asList(command));
        Process process = new ProcessBuilder(line)
                .directory(FOLDER.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String said = Files.readString(errors);
        Files.delete(errors);
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + said + output);
        }
        return output;
    }
}
