package org.meterflow.workbench;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.Octets;

/**
 * The first certificate and the first keys of a PEM file. Private keys are in PKCS#8 or the older form of elliptic curve
 * keys.
 *
 * @param publicKey the certificate's, or one that stands alone
 */
record Pem(
        @Nullable X509Certificate certificate,
        @Nullable PublicKey publicKey,
        @Nullable PrivateKey privateKey) {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final Der ELLIPTIC_CURVE = Der.leaf(0x06, Octets.ofHex("2A8648CE3D0201"));
    private static final Der P256 = Der.leaf(0x06, Octets.ofHex("2A8648CE3D030107"));

    static Pem read(String text, String file) {
        X509Certificate certificate = null;
        PublicKey publicKey = null;
        PrivateKey privateKey = null;
        Matcher blocks = BLOCK.matcher(text);
        try {
            while (blocks.find()) {
                byte[] content = Base64.getMimeDecoder().decode(blocks.group(2));
                switch (blocks.group(1)) {
                    case "CERTIFICATE" -> certificate = certificate == null ? certificate(content) : certificate;
                    case "PUBLIC KEY" -> publicKey = publicKey == null ? x509(content) : publicKey;
                    case "PRIVATE KEY" -> privateKey = privateKey == null ? pkcs8(content) : privateKey;
                    case "EC PRIVATE KEY" -> privateKey = privateKey == null ? pkcs8(wrapped(content)) : privateKey;
                    default -> {
                        // other blocks, such as the parameters of the curve, say nothing needed here
                    }
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new Refused(file + " holds no certificate or key of P-256 that can be read", unreadable);
        }
        if (certificate == null && publicKey == null && privateKey == null) {
            throw new Refused(file + " holds neither a certificate nor a key in PEM");
        }
        return new Pem(certificate, certificate == null ? publicKey : certificate.getPublicKey(), privateKey);
    }

    private static X509Certificate certificate(byte[] content) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
    }

    private static PublicKey x509(byte[] content) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(content));
    }

    private static PrivateKey pkcs8(byte[] content) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
    }

    /** The key alone, put into the frame that names its curve (RFC 5958 around RFC 5915). */
    private static byte[] wrapped(byte[] key) {
        return Der.sequence(
                        Der.integer(0), Der.sequence(ELLIPTIC_CURVE, P256), Der.leaf(Der.OCTET_STRING, Octets.of(key)))
                .encode()
                .bytes();
    }
}
