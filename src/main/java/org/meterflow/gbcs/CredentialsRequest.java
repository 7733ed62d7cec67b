package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;

/** The platform's own change of supplier's credentials in the words of the service request, as the catalogue reads it. */
final class CredentialsRequest {

    private static final String WITHDRAWN = "3000-12-31T00:00:00Z";

    private CredentialsRequest() {}

    static RequestPart of(ReplaceSupplierCredentials replace) {
        return body(
                replace,
                replace.executeAt() == null ? null : replace.executeAt().toString());
    }

    static RequestPart withdrawing(ReplaceSupplierCredentials replace) {
        return body(replace, WITHDRAWN);
    }

    private static RequestPart body(ReplaceSupplierCredentials replace, @Nullable String executeAt) {
        List<RequestPart> parts = new ArrayList<>();
        if (executeAt != null) {
            parts.add(RequestPart.text("ExecutionDateTime", executeAt));
        }
        parts.add(text("SupplierFloorSeqNumber", Long.toUnsignedString(replace.supplierFloor())));
        if (replace.prepaymentFloor() != null) {
            parts.add(text("SupplierPrepaymentTopUpFloorSeqNumber", Long.toUnsignedString(replace.prepaymentFloor())));
        }
        parts.add(RequestPart.of(
                "SupplierReplacementCertificates",
                certificate("DigitalSigningCertificate", replace.digitalSigning()),
                certificate("KeyAgreementCertificate", replace.keyAgreement()),
                certificate("KeyAgreementTopUpCertificate", replace.prepaymentKeyAgreement())));
        parts.add(RequestPart.of(
                "CertificationPathCertificates",
                replace.certificationPath().stream()
                        .map(each -> certificate("Certificate", each))
                        .toArray(RequestPart[]::new)));
        parts.add(text("ApplyTimeBasedCPVChecks", String.valueOf(replace.checkValidityPeriods())));
        return RequestPart.of("UpdateSecurityCredentialsCoS", parts.toArray(RequestPart[]::new));
    }

    private static RequestPart text(String name, String text) {
        return RequestPart.text(name, text);
    }

    private static RequestPart certificate(String name, Octets der) {
        return RequestPart.text(name, Base64.getEncoder().encodeToString(der.shared()));
    }
}
