package org.meterflow.simulator;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;

/** The authorities whose certificates a device accepts. */
final class TrustedIssuers {

    private static final int CERTIFICATE_BIT = 5;

    private final TrustStore trust;
    private final List<X509Certificate> authorities;

    TrustedIssuers(TrustStore trust, List<X509Certificate> authorities) {
        this.trust = trust;
        this.authorities = authorities;
    }

    /** Whether this is the certificate of a trusted authority that has issued the other. */
    boolean isIssuer(Octets issuer, X509Certificate certificate) {
        try {
            X509Certificate authority = Credential.x509(issuer);
            boolean[] usage = authority.getKeyUsage();
            return usage != null
                    && usage[CERTIFICATE_BIT]
                    && isSignedBy(certificate, authority.getPublicKey())
                    && isTrusted(authority);
        } catch (MalformedGbcs noCertificate) {
            return false;
        }
    }

    /** An authority is trusted that is known, or signed by a known one, or that signed somebody trusted today. */
    private boolean isTrusted(X509Certificate authority) {
        return authorities.stream()
                        .anyMatch(known -> known.equals(authority) || isSignedBy(authority, known.getPublicKey()))
                || trust.all().stream()
                        .anyMatch(present -> isSignedBy(present.certificate(), authority.getPublicKey()));
    }

    private static boolean isSignedBy(X509Certificate certificate, PublicKey authority) {
        try {
            certificate.verify(authority);
            return true;
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }
}
