package org.meterflow.gbcs;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** A certificate in a message, in the words a reader knows it by. */
final class NamedCertificate {

    private NamedCertificate() {}

    /** Its subject, where that says whose it is, and its number; else its bytes. */
    static NamedValue of(String name, Der der) {
        byte[] bytes = der.encode().bytes();
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            String subject = certificate.getSubjectX500Principal().getName();
            String number =
                    "certificate number " + certificate.getSerialNumber().toString(16);
            return NamedValue.of(name, subject.isEmpty() ? number : number + ", " + subject);
        } catch (CertificateException unreadable) {
            return NamedValue.of(name, Octets.of(bytes).hex());
        }
    }
}
