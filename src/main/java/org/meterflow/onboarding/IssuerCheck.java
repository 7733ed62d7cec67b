package org.meterflow.onboarding;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;

/** Whether certificates are signed by authorities that are known, or that come with them. */
final class IssuerCheck {

    private IssuerCheck() {}

    static void check(List<BroughtCertificate> fresh, List<Certificate> issuers, List<Problem> problems) {
        List<Certificate> trusted = new ArrayList<>(issuers);
        List<BroughtCertificate> authorities = new ArrayList<>(fresh.stream()
                .filter(one -> one.certificate().use() == CertificateUse.CA && !one.isRoot())
                .toList());
        boolean more = true;
        while (more) {
            List<BroughtCertificate> known = authorities.stream()
                    .filter(one -> isSignedBy(trusted, one.certificate().x509()))
                    .toList();
            known.forEach(one -> trusted.add(one.certificate()));
            more = authorities.removeAll(known);
        }
        fresh.stream()
                .filter(one -> !one.isRoot())
                .filter(one -> !isSignedBy(trusted, one.certificate().x509()))
                .forEach(one -> problems.add(new Problem(
                        one.file(),
                        "It is not signed by an authority that is known here: its issuer is "
                                + one.certificate()
                                        .x509()
                                        .getIssuerX500Principal()
                                        .getName() + ".")));
    }

    private static boolean isSignedBy(List<Certificate> trusted, X509Certificate x509) {
        return trusted.stream()
                .filter(issuer -> issuer.x509().getSubjectX500Principal().equals(x509.getIssuerX500Principal()))
                .anyMatch(issuer -> verifies(x509, issuer));
    }

    private static boolean verifies(X509Certificate x509, Certificate issuer) {
        try {
            x509.verify(issuer.publicKey());
            return true;
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }
}
