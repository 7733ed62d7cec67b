package org.meterflow.party;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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

/** Certificates and keys as text files. Unreadable ones are refused with an {@link UnreadableCertificate}. */
public class Pem {

    private Pem() {}

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
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            String begin = "-----BEGIN " + label + "-----";
            int start = text.indexOf(begin);
            int end = text.indexOf("-----END " + label + "-----", start + 1);
            if (start < 0 || end < 0) {
                throw new UnreadableCertificate(file + " has no block " + label);
            }
            return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }
}
