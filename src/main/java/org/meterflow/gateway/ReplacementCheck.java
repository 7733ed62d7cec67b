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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.UnreadableCertificate;
import org.springframework.stereotype.Component;

/** Whether certificates that are to take places on a device are the right party's own, whole and in their places. */
@Component
class ReplacementCheck {

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
                    ResponseCode.REPLACEMENT_METER_POINT,
                    "Device " + device.id() + " measures " + (mpxn == null ? "no meter point" : mpxn) + ", not "
                            + change.importMpxn());
        }
        Content.Replacements replacements = new Content.Replacements(
                change.digitalSigning(),
                change.keyAgreement(),
                change.prepaymentKeyAgreement(),
                change.certificationPath());
        return fault(NewHolder.supplier(supplier), replacements)
                .flatMap(wrong -> refuse(ResponseCode.REPLACEMENT_CREDENTIALS, wrong));
    }

    /** What is wrong with certificates that are to take this party's places. */
    Optional<String> fault(NewHolder holder, Content.Replacements replacements) {
        try {
            examine(holder, replacements);
            return Optional.empty();
        } catch (NotReplaceable | UnreadableCertificate wrong) {
            return Optional.of(Reason.of(wrong));
        }
    }

    private void examine(NewHolder holder, Content.Replacements replacements) {
        List<X509Certificate> path = new ArrayList<>();
        replacements.certificationPath().forEach(der -> path.add(parse("Certificate", der)));
        List<X509Certificate> issuers = issuersIn(path);
        Place signing = new Place("DigitalSigningCertificate", CertificateUse.DS, holder.signs());
        Place agreement = new Place("KeyAgreementCertificate", CertificateUse.KA, true);
        Place topUps = new Place("KeyAgreementTopUpCertificate", CertificateUse.KA, holder.takesTopUps());
        require(holder, signing, replacements.digitalSigning(), issuers);
        require(holder, agreement, replacements.keyAgreement(), issuers);
        require(holder, topUps, replacements.prepaymentKeyAgreement(), issuers);
    }

    private record Place(String element, CertificateUse use, boolean wanted) {}

    private void require(NewHolder holder, Place wanted, byte @Nullable [] der, List<X509Certificate> issuers) {
        String place = wanted.element();
        CertificateUse use = wanted.use();
        if (der == null) {
            if (wanted.wanted()) {
                throw new NotReplaceable(
                        place + " is missing: the platform replaces all certificates of " + holder.title());
            }
            return;
        }
        Certificate certificate = Certificate.read(parse(place, der), place);
        if (!holder.parties().contains(certificate.owner()) || !Objects.equals(certificate.role(), holder.role())) {
            throw new NotReplaceable("%s is not %s's certificate of %s"
                    .formatted(
                            place,
                            holder.title(),
                            holder.parties().stream().map(Eui64::value).sorted().collect(Collectors.joining(" or "))));
        }
        if (certificate.use() != use) {
            throw new NotReplaceable(place + " is for " + certificate.use() + ", not for " + use);
        }
        if (!certificates.valid(asKnown(certificate), clock.instant())) {
            throw new NotReplaceable(place + " is not in force");
        }
        if (issuers.stream().noneMatch(issuer -> signed(issuer, certificate.x509()))) {
            throw new NotReplaceable(place + " was not signed by an issuing authority in the certification path");
        }
    }

    /** What came with a request does not say whether it has been revoked; the repository does. */
    private Certificate asKnown(Certificate sent) {
        return certificates
                .bySerial(sent.serial())
                .filter(known -> known.x509().equals(sent.x509()))
                .orElse(sent);
    }

    /** Where the repository has issuers, only they count: anybody can put an authority of his own into a path. */
    private List<X509Certificate> issuersIn(List<X509Certificate> path) {
        List<X509Certificate> known =
                certificates.issuers().stream().map(Certificate::x509).toList();
        List<X509Certificate> issuers =
                known.isEmpty() ? path : path.stream().filter(known::contains).toList();
        if (issuers.isEmpty()) {
            throw new NotReplaceable("The certification path holds no issuing authority of this market");
        }
        return issuers;
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

    private static Optional<Outcome> refuse(ResponseCode code, String reason) {
        return Optional.of(Outcome.refused(code, reason));
    }

    private static final class NotReplaceable extends RuntimeException {

        NotReplaceable(String message) {
            super(message);
        }
    }
}
