package org.meterflow.gbcs;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.identifier.Eui64;

/** The public Reference Test Data Set, where it lies beside the project, and its parties' published test keys. */
public final class ReferenceMessages {

    record Vector(String name, Octets bytes) {

        GbcsMessage message() {
            return GbcsMessage.parse(bytes.bytes());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Path VECTORS = Path.of("..", "shared", "vectors");
    private static final Path KEYS = Path.of("target", "published-keys");
    private static final String PACKAGE = "@smartdcc/dccboxed-keystore";
    private static final String TEMPLATES = "@smartdcc/duis-templates";

    private ReferenceMessages() {}

    /** Every message of these folders (SRV_use case), or of all when none is named. */
    static List<Vector> in(String... folders) {
        assumeThere();
        try (Stream<Path> files = Files.walk(VECTORS.resolve("rtds"))) {
            List<Path> chosen = files.filter(
                            file -> file.toString().toUpperCase(Locale.ROOT).endsWith(".HEX"))
                    .filter(file -> folders.length == 0
                            || List.of(folders)
                                    .contains(file.getParent().getFileName().toString()))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            List<Vector> vectors = new ArrayList<>();
            for (Path file : chosen) {
                String name = file.getFileName().toString().replace("_GBCS.HEX", "");
                vectors.add(new Vector(name, Octets.ofHex(Files.readString(file).strip())));
            }
            assertThat(vectors).isNotEmpty();
            return vectors;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Vector named(String folder, String name) {
        return in(folder).stream()
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assumeThere() {
        assumeTrue(
                Files.isDirectory(VECTORS),
                () -> "SKIPPED: the reference messages are not at " + VECTORS.toAbsolutePath());
    }

    static X509Certificate certificate(Eui64 eui, String usage) {
        assumeThere();
        String name = eui.value().replace("-", "").toLowerCase(Locale.ROOT) + "-" + usage + ".pem";
        try (var pem = Files.newInputStream(VECTORS.resolve("certificates").resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("No certificate " + name, unreadable);
        }
    }

    /** A device's key agreement certificate (DER). */
    static Octets keyAgreement(Eui64 eui) {
        try {
            return Octets.of(certificate(eui, "ka").getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static PublicKey publicKey(Eui64 eui, String usage) {
        return certificate(eui, usage).getPublicKey();
    }

    /** The published private key that belongs to this party's certificate. */
    public static PrivateKey privateKey(Eui64 eui, String usage) {
        String node = usage.equals("ds") ? "digitalSignature" : "keyAgreement";
        String serial = certificate(eui, usage).getSerialNumber().toString();
        JsonNode entry = keyStore()
                .path(eui.value().replace("-", "").toLowerCase(Locale.ROOT))
                .path(node)
                .path(serial);
        String pem = entry.path("privateKey").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("No published key of " + eui + " with serial number " + serial, unreadable);
        }
    }

    private static JsonNode keyStore() {
        try {
            return new ObjectMapper()
                    .readTree(installed(PACKAGE).resolve("keystore.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The published service requests, by the names the vectors have too: {@code ECS17b_4.1.1_SINGLE_SUCCESS}. */
    public static Map<String, Path> requests() {
        try (Stream<Path> files = Files.walk(installed(TEMPLATES).resolve("templates"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("_REQUEST_DUIS.XML"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace("_REQUEST_DUIS.XML", ""),
                            Function.identity(),
                            (one, other) -> one,
                            TreeMap::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path installed(String name) {
        Path folder = KEYS.resolve("node_modules").resolve(name);
        try {
            if (!Files.exists(folder)) {
                install();
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        assumeTrue(Files.exists(folder), () -> "SKIPPED: npm could not fetch " + name + " for the tests");
        return folder;
    }

    /** Whole or not at all, and once, although several programs may run tests in this folder at the same time. */
    private static synchronized void install() throws IOException {
        Files.createDirectories(KEYS);
        try (FileChannel gate = FileChannel.open(KEYS.resolve("gate"), CREATE, WRITE);
                FileLock alone = gate.lock()) {
            if (!Files.exists(KEYS.resolve("node_modules"))) {
                fetch(Files.createTempDirectory(KEYS, "fetched"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fetch(Path folder) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("package.json"),
                "{\"private\": true, \"overrides\": {\"@smartdcc/duis-parser\": \"0.6.0\"}}");
        Process npm = npm(folder);
        if (!npm.waitFor(5, TimeUnit.MINUTES)) {
            npm.destroyForcibly().waitFor();
        } else if (npm.exitValue() == 0) {
            Files.move(folder.resolve("node_modules"), KEYS.resolve("node_modules"));
        }
    }

    private static Process npm(Path folder) {
        try {
            return new ProcessBuilder(
                            "npm",
                            "install",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--no-save",
                            PACKAGE,
                            TEMPLATES)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
        } catch (IOException npmIsMissing) {
            return abort("SKIPPED: npm is not installed, so the published test keys cannot be fetched");
        }
    }
}
