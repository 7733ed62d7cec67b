package org.meterflow.onboarding;

import java.security.cert.X509Certificate;
import java.util.Locale;
import org.meterflow.party.Certificate;

/**
 * A certificate that somebody brings in.
 *
 * @param file in which it came
 */
record BroughtCertificate(String file, Certificate certificate) {

    /** As certificates are told apart in messages to people. */
    static String serial(Certificate certificate) {
        return certificate.serial().toString(16).toUpperCase(Locale.ROOT);
    }

    boolean isRoot() {
        X509Certificate x509 = certificate.x509();
        return x509.getSubjectX500Principal().equals(x509.getIssuerX500Principal());
    }
}
