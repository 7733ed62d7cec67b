package org.meterflow.gateway;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.Callbacks.Kind;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** What users are told of their certificates on devices unasked (DUIS 5.4, DCCAlertMessage). */
@Component
class CredentialAlerts {

    private final Callbacks callbacks;
    private final Clock clock;
    private final GatewaySettings.Alerts codes;

    CredentialAlerts(Callbacks callbacks, Clock clock, GatewaySettings settings) {
        this.callbacks = callbacks;
        this.clock = clock;
        this.codes = settings.alerts();
    }

    /**
     * Certificates of this user are on a device now, which somebody else asked for (SRV 6.21).
     *
     * @param role in the words of DUIS
     */
    @Transactional
    void credentialsUpdated(Eui64 user, Eui64 device, String role, Content.Replacements certificates) {
        ResponseDocument document = ResponseDocument.alert(null, clock.instant());
        Element updated =
                ResponseDocument.add(document.dccAlert(codes.credentialsUpdated()), "SecurityCredentialsUpdated");
        ResponseDocument.add(updated, "DeviceID", device.value());
        ResponseDocument.add(updated, "RemotePartyRole", role);
        hash(updated, "DigitalSigning", certificates.digitalSigning());
        hash(updated, "KeyAgreement", certificates.keyAgreement());
        hash(updated, "KeyAgreementTopUp", certificates.prepaymentKeyAgreement());
        callbacks.alert(
                user, device, Kind.DCC_ALERT, "Device " + device + " holds certificates of " + user + " now", document);
    }

    private static void hash(Element updated, String type, byte @Nullable [] certificate) {
        if (certificate != null) {
            Element one = ResponseDocument.add(updated, "Certificates");
            ResponseDocument.add(one, "CertificateType", type);
            ResponseDocument.add(one, "CertificateHash", Base64.getEncoder().encodeToString(sha1(certificate)));
        }
    }

    /** As the schema has it: it names the certificate, and proves nothing. */
    private static byte[] sha1(byte[] certificate) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(certificate);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
