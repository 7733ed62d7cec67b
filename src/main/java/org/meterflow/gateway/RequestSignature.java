package org.meterflow.gateway;

import java.time.Clock;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.duis.BadSignature;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlSignature;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** Whether a request was signed by the user who, by its id, asks. */
@Component
class RequestSignature {

    private final Certificates certificates;
    private final Clock clock;

    RequestSignature(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /** @throws BadSignature saying what is wrong with it; {@link NotInForce} when only the certificate's time is */
    void check(Document document, DuisRequest request) {
        Eui64 originator = request.id().originator();
        Certificate certificate = certificate(document);
        if (!certificate.owner().equals(originator)) {
            throw new BadSignature("The request of " + originator + " is signed by " + certificate.owner());
        }
        if (!maySignXml(certificate)) {
            throw new BadSignature("Certificate " + certificate.serial() + " of " + originator + " is for "
                    + certificate.use() + ", not for XML signatures");
        }
        XmlSignature.verify(document, certificate.publicKey());
        if (!certificates.valid(certificate, clock.instant())) {
            throw new NotInForce("Certificate " + certificate.serial() + " of " + originator + ", valid until "
                    + BusinessCalendar.inWords(certificate.validUntil()) + ", is not in force: "
                    + certificate.status());
        }
    }

    /** The signature is the originator's own, made with a key that counts no longer, or not yet. */
    static final class NotInForce extends BadSignature {

        NotInForce(String message) {
            super(message);
        }
    }

    private Certificate certificate(Document document) {
        var serial = XmlSignature.serialOf(document);
        return certificates
                .bySerial(serial)
                .orElseThrow(() -> new BadSignature("Nobody has a certificate with the serial number " + serial));
    }

    /** A party without an XML signing certificate signs with the one for its messages to meters. */
    private boolean maySignXml(Certificate certificate) {
        return certificate.use() == CertificateUse.XML_SIGN
                || (certificate.use() == CertificateUse.DS
                        && !certificate.device()
                        && certificates
                                .inUse(certificate.owner(), CertificateUse.XML_SIGN)
                                .isEmpty());
    }
}
