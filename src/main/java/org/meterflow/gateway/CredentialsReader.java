package org.meterflow.gateway;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.Elements;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;

/** Reads the requests for which the DCC replaces credentials of its own (DUIS 5.4, 6.21 and 8.5). */
final class CredentialsReader {

    private static final String BROKER = "ACB";

    private CredentialsReader() {}

    static Content handOver(DuisRequest request, Elements parts) {
        Instant executeAt = ContentReader.executionTime(parts);
        String role = parts.text("RemotePartyRole");
        parts.optionalValue("RemotePartyFloorSeqNumber", ContentReader::floor);
        parts.optionalValue("RemotePartyPrepaymentTopUpFloorSeqNumber", ContentReader::floor);
        Elements certificates = Elements.of(parts.required("ReplacementCertificates"));
        byte[] signing = certificates.value("DigitalSigningCertificate", ContentReader::certificate);
        byte[] agreement = optional(certificates, "KeyAgreementCertificate");
        byte[] topUp = optional(certificates, "KeyAgreementTopUpCertificate");
        certificates.end();
        return ownPlaces(request, executeAt, role, new Content.Replacements(signing, agreement, topUp, ending(parts)));
    }

    static Content optOut(DuisRequest request, Elements parts) {
        Instant executeAt = parts.value("ExecutionDateTime", Duis::time);
        parts.value("ACBFloorSeqNumber", ContentReader::floor);
        Elements certificates = Elements.of(parts.required("ReplacementCertificates"));
        byte[] signing = optional(certificates, "DigitalSigningCertificate");
        byte[] agreement = certificates.value("KeyAgreementCertificate", ContentReader::certificate);
        certificates.end();
        return ownPlaces(request, executeAt, BROKER, new Content.Replacements(signing, agreement, null, ending(parts)));
    }

    private static List<byte[]> ending(Elements parts) {
        List<byte[]> path =
                ContentReader.certificationPath(Elements.of(parts.required("CertificationPathCertificates")));
        parts.value("ApplyTimeBasedCPVChecks", ContentReader::flag);
        return path;
    }

    private static Content ownPlaces(
            DuisRequest request, @Nullable Instant executeAt, String role, Content.Replacements replacements) {
        MeterRequest.OfService asked = new MeterRequest.OfService(request.variant(), RequestPart.of(request.content()));
        return new Content.OwnPlaces(asked, executeAt, role, replacements);
    }

    private static byte @Nullable [] optional(Elements certificates, String element) {
        return certificates.optionalValue(element, ContentReader::certificate).orElse(null);
    }
}
