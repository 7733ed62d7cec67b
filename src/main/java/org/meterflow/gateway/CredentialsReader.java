package org.meterflow.gateway;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.Elements;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;

/** Reads the requests that put other credentials on a device (DUIS 5.4, 6.21, 6.23 and 8.5). */
final class CredentialsReader {

    private static final String BROKER = "ACB";

    private CredentialsReader() {}

    static Content changeOfSupplier(Elements parts) {
        Instant executeAt = ContentValues.executionTime(parts);
        long floor = parts.value("SupplierFloorSeqNumber", ContentValues::floor);
        Long topUpFloor = parts.optionalValue("SupplierPrepaymentTopUpFloorSeqNumber", ContentValues::floor)
                .orElse(null);
        Elements certificates = Elements.of(parts.required("SupplierReplacementCertificates"));
        byte[] signing = certificates.value("DigitalSigningCertificate", ContentValues::certificate);
        byte[] agreement = optional(certificates, "KeyAgreementCertificate");
        byte[] topUp = optional(certificates, "KeyAgreementTopUpCertificate");
        certificates.end();
        List<byte[]> path =
                ContentValues.certificationPath(Elements.of(parts.required("CertificationPathCertificates")));
        boolean checked = parts.value("ApplyTimeBasedCPVChecks", ContentValues::flag);
        String mpxn = parts.value("ImportMPxN", text -> ContentValues.text(text, 1, 13));
        return new Content.ChangeOfSupplier(
                executeAt, floor, topUpFloor, signing, agreement, topUp, path, checked, mpxn);
    }

    static Content handOver(DuisRequest request, Elements parts) {
        Instant executeAt = ContentValues.executionTime(parts);
        String role = parts.text("RemotePartyRole");
        parts.optionalValue("RemotePartyFloorSeqNumber", ContentValues::floor);
        parts.optionalValue("RemotePartyPrepaymentTopUpFloorSeqNumber", ContentValues::floor);
        Elements certificates = Elements.of(parts.required("ReplacementCertificates"));
        byte[] signing = certificates.value("DigitalSigningCertificate", ContentValues::certificate);
        byte[] agreement = optional(certificates, "KeyAgreementCertificate");
        byte[] topUp = optional(certificates, "KeyAgreementTopUpCertificate");
        certificates.end();
        return ownPlaces(request, executeAt, role, new Content.Replacements(signing, agreement, topUp, ending(parts)));
    }

    static Content optOut(DuisRequest request, Elements parts) {
        Instant executeAt = parts.value("ExecutionDateTime", Duis::time);
        parts.value("ACBFloorSeqNumber", ContentValues::floor);
        Elements certificates = Elements.of(parts.required("ReplacementCertificates"));
        byte[] signing = optional(certificates, "DigitalSigningCertificate");
        byte[] agreement = certificates.value("KeyAgreementCertificate", ContentValues::certificate);
        certificates.end();
        return ownPlaces(request, executeAt, BROKER, new Content.Replacements(signing, agreement, null, ending(parts)));
    }

    private static List<byte[]> ending(Elements parts) {
        List<byte[]> path =
                ContentValues.certificationPath(Elements.of(parts.required("CertificationPathCertificates")));
        parts.value("ApplyTimeBasedCPVChecks", ContentValues::flag);
        return path;
    }

    private static Content ownPlaces(
            DuisRequest request, @Nullable Instant executeAt, String role, Content.Replacements replacements) {
        MeterRequest.OfService asked = new MeterRequest.OfService(request.variant(), RequestPart.of(request.content()));
        return new Content.OwnPlaces(asked, executeAt, role, replacements);
    }

    private static byte @Nullable [] optional(Elements certificates, String element) {
        return certificates.optionalValue(element, ContentValues::certificate).orElse(null);
    }
}
