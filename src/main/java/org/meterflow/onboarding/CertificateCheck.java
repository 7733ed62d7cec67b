package org.meterflow.onboarding;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;

/** Whether a certificate may be brought in at all, and beside the others. */
final class CertificateCheck {

    private static final int FIELD_BITS = 256;

    private record Place(
            Eui64 owner, CertificateUse use, @Nullable Integer role) {}

    private final Certificates certificates;
    private final DccKeys dcc;
    private final Clock clock;

    CertificateCheck(Certificates certificates, DccKeys dcc, Clock clock) {
        this.certificates = certificates;
        this.dcc = dcc;
        this.clock = clock;
    }

    boolean isFresh(BroughtCertificate one, List<Problem> problems) {
        Optional<Certificate> known = certificates.bySerial(one.certificate().serial());
        known.filter(same -> !same.x509().equals(one.certificate().x509()))
                .ifPresent(other -> problems.add(new Problem(
                        one.file(),
                        "Another certificate, of %s, has the serial number %s."
                                .formatted(other.owner(), BroughtCertificate.serial(other)))));
        return known.isEmpty();
    }

    void check(BroughtCertificate one, List<Problem> problems) {
        Certificate certificate = one.certificate();
        X509Certificate x509 = certificate.x509();
        if (certificate.publicKey().getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
            problems.add(new Problem(one.file(), "Its key is not on the curve P-256."));
        }
        if (dcc.owns(certificate.owner())) {
            problems.add(new Problem(
                    one.file(),
                    certificate.owner() + " is the DCC itself: its certificates come with their keys, in the folder"
                            + " meterflow.pki.directory."));
        }
        if (one.isRoot()) {
            problems.add(
                    new Problem(one.file(), "It is a root. Roots are put into the folder meterflow.pki.directory."));
        }
        if (!certificates.valid(certificate, clock.instant())) {
            problems.add(new Problem(
                    one.file(),
                    "It is valid from %s to %s, not now."
                            .formatted(
                                    x509.getNotBefore().toInstant(),
                                    x509.getNotAfter().toInstant())));
        }
    }

    /** Of an owner's certificates for one use, one counts; of two that come together nobody knows which. */
    static void checkPlaces(List<BroughtCertificate> fresh, List<Problem> problems) {
        Map<Place, BroughtCertificate> places = new HashMap<>();
        Map<BigInteger, BroughtCertificate> serials = new HashMap<>();
        for (BroughtCertificate one : fresh) {
            Certificate certificate = one.certificate();
            BroughtCertificate same = serials.put(certificate.serial(), one);
            BroughtCertificate before = certificate.use() == CertificateUse.CA
                    ? null
                    : places.put(new Place(certificate.owner(), certificate.use(), certificate.role()), one);
            if (same != null) {
                problems.add(new Problem(one.file(), "Its serial number is also that of one in " + same.file() + "."));
            } else if (before != null) {
                problems.add(new Problem(
                        one.file(),
                        "%s has another %s certificate in %s. Bring in the one that is to be used last, by itself."
                                .formatted(certificate.owner(), certificate.use(), before.file())));
            }
        }
    }
}
