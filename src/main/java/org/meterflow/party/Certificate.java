package org.meterflow.party;

import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * A certificate as the market knows it: whose, for what, in which role. One owner has several, so messages name them
 * by serial number.
 *
 * @param role the organisation's remote party role (2 supplier, 4 access control broker, 135 XML signing …); null for a
 *     device's certificate
 */
public record Certificate(
        BigInteger serial,
        Eui64 owner,
        CertificateUse use,
        @Nullable Integer role,
        CertificateStatus status,
        X509Certificate x509) {

    /** @throws UnreadableCertificate when it does not have the shape of an organisation's or a device's certificate */
    public static Certificate read(X509Certificate x509, String name) {
        return CertificateReader.read(x509, name);
    }

    public boolean device() {
        return role == null;
    }

    public byte[] der() {
        try {
            return x509.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("Certificate " + serial + " was parsed but cannot be encoded", impossible);
        }
    }

    public Instant validUntil() {
        return x509.getNotAfter().toInstant();
    }

    /** A point on P-256. */
    public ECPublicKey publicKey() {
        return (ECPublicKey) x509.getPublicKey();
    }

    Certificate with(CertificateStatus newStatus) {
        return new Certificate(serial, owner, use, role, newStatus, x509);
    }
}
