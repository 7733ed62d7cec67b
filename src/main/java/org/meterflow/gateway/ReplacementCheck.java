package org.meterflow.gateway;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.UnreadableCertificate;
import org.springframework.stereotype.Component;

/** Whether the certificates of a change of supplier are the asking supplier's own, whole and in their places. */
@Component
class ReplacementCheck {

    /** Remote party role of a supplier. */
    private static final int SUPPLIER = 2;

    private final Certificates certificates;
    private final GatewaySettings settings;
    private final Clock clock;

    ReplacementCheck(Certificates certificates, GatewaySettings settings, Clock clock) {
        this.certificates = certificates;
        this.settings = settings;
        this.clock = clock;
    }

    Optional<Outcome> obstacle(Eui64 supplier, Device device, Content.ChangeOfSupplier change) {
        Mpxn mpxn = device.importMpxn();
        if (mpxn == null || !mpxn.value().equals(change.importMpxn())) {
            return refuse(
                    settings.codes().meterPoint(),
                    "Device " + device.id() + " measures " + (mpxn == null ? "no meter point" : mpxn) + ", not "
                            + change.importMpxn());
        }
        try {
            examine(supplier, change);
            return Optional.empty();
        } catch (NotReplaceable | UnreadableCertificate wrong) {
            return refuse(settings.codes().credentials(), String.valueOf(wrong.getMessage()));
        }
    }

    private void examine(Eui64 supplier, Content.ChangeOfSupplier change) {
        List<X509Certificate> path = new ArrayList<>();
        change.certificationPath().forEach(der -> path.add(parse("Certificate", der)));
        requireKnownIssuer(path);
        require(supplier, "DigitalSigningCertificate", change.digitalSigning(), CertificateUse.DS, path);
        require(supplier, "KeyAgreementCertificate", change.keyAgreement(), CertificateUse.KA, path);
        require(supplier, "KeyAgreementTopUpCertificate", change.prepaymentKeyAgreement(), CertificateUse.KA, path);
    }

    private void require(
            Eui64 supplier, String place, byte @Nullable [] der, CertificateUse use, List<X509Certificate> path) {
        if (der == null) {
            throw new NotReplaceable(
                    place + " is missing: the platform replaces all three of a supplier's certificates");
        }
        Certificate certificate = Certificate.read(parse(place, der), place);
        if (!certificate.owner().equals(supplier) || !Objects.equals(certificate.role(), SUPPLIER)) {
            throw new NotReplaceable(place + " is not a supplier's certificate of " + supplier);
        }
        if (certificate.use() != use) {
            throw new NotReplaceable(place + " is for " + certificate.use() + ", not for " + use);
        }
        if (!certificates.valid(certificate, clock.instant())) {
            throw new NotReplaceable(place + " is not in force");
        }
        if (path.stream().noneMatch(issuer -> signed(issuer, certificate.x509()))) {
            throw new NotReplaceable(place + " was not signed by any certificate of the certification path");
        }
    }

    /** Where the repository has issuers, the path has to be made of them. */
    private void requireKnownIssuer(List<X509Certificate> path) {
        List<X509Certificate> known =
                certificates.issuers().stream().map(Certificate::x509).toList();
        if (!known.isEmpty() && path.stream().noneMatch(known::contains)) {
            throw new NotReplaceable("The certification path holds no issuing authority of this market");
        }
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    private static X509Certificate parse(String place, byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException damaged) {
            throw new NotReplaceable(place + " is no certificate: " + damaged.getMessage());
        }
    }

    private static Optional<Outcome> refuse(String code, String reason) {
        return Optional.of(Outcome.refused(code, reason));
    }

    private static final class NotReplaceable extends RuntimeException {

        NotReplaceable(String message) {
            super(message);
        }
    }
}
