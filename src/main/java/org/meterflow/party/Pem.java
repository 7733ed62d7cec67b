package org.meterflow.party;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Certificates and keys as text files. Unreadable ones are refused with an {@link UnreadableCertificate}. */
public class Pem {

    /** Bytes; a certificate or a key has some hundreds. */
    private static final int LONGEST = 64 * 1024;

    private static final int MOST_FILES = 500_000;

    private Pem() {}

    /**
     * The certificates in a folder and below it, by their paths.
     *
     * @throws UncheckedIOException when it cannot be read, or cannot be a folder of keys
     */
    public static List<Path> certificates(Path folder) {
        return certificates(folder, MOST_FILES);
    }

    static List<Path> certificates(Path folder, int most) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.limit(most + 1L).toList();
            if (all.size() > most) {
                throw new IOException("it has more than " + most + " files, so it is no folder of keys");
            }
            return all.stream()
                    .filter(file ->
                            file.toString().endsWith(".pem") && !file.toString().endsWith(".key.pem"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The folder of keys " + folder + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** @throws UnreadableCertificate when it is longer than a certificate or a key can be */
    public static String text(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new UnreadableCertificate(file + " is longer than " + LONGEST / 1024 + " kB, so it is no key");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    public static X509Certificate certificate(Path file) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes(file, "CERTIFICATE")));
        } catch (CertificateException damaged) {
            throw new UnreadableCertificate(file + " holds no certificate", damaged);
        }
    }

    /** @return a key on an elliptic curve, from PKCS#8 */
    public static PrivateKey privateKey(Path file) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(file, "PRIVATE KEY")));
        } catch (GeneralSecurityException damaged) {
            throw new UnreadableCertificate(file + " holds no private key of an elliptic curve (PKCS#8)", damaged);
        }
    }

    private static byte[] bytes(Path file, String label) {
        String text = text(file);
        String begin = "-----BEGIN " + label + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + label + "-----", start + 1);
        if (start < 0 || end < 0) {
            throw new UnreadableCertificate(file + " has no block " + label);
        }
        return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
    }
}
