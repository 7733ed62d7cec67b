package org.meterflow.simulator;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Reason;
import org.meterflow.party.Pem;
import org.meterflow.party.UnreadableCertificate;

/** A file with a certificate or a private key between two lines that say which. */
final class PemFile {

    private PemFile() {}

    /**
     * @throws MissingKey when the file cannot be read or holds none
     * @throws MalformedGbcs when what it holds is damaged
     */
    static X509Certificate certificate(Path file) {
        return Credential.x509(block(file, "CERTIFICATE"));
    }

    /** @throws MissingKey when the file cannot be read or holds none of an elliptic curve */
    static PrivateKey privateKey(Path file) {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(block(file, "PRIVATE KEY").bytes()));
        } catch (GeneralSecurityException damaged) {
            throw new MissingKey(file + " holds no private key of an elliptic curve (PKCS#8)", damaged);
        }
    }

    private static Octets block(Path file, String label) {
        try {
            String text = Pem.text(file);
            String begin = "-----BEGIN " + label + "-----";
            int start = text.indexOf(begin);
            int end = text.indexOf("-----END " + label + "-----", Math.max(start, 0));
            if (start < 0 || end < 0) {
                throw new MissingKey(file + " has no block " + label);
            }
            return Octets.of(Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end)));
        } catch (UnreadableCertificate | UncheckedIOException unreadable) {
            throw new MissingKey(Reason.of(unreadable), unreadable);
        }
    }
}
