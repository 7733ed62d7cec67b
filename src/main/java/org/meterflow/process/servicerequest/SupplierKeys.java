package org.meterflow.process.servicerequest;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.OnBehalfOf;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.springframework.stereotype.Component;

/** The command that puts a supplier's keys in the place of another's, in the name of the change-of-supplier party. */
@Component
public class SupplierKeys {

    /** Service reference variant. */
    public static final String SERVICE = "6.23";

    private final Certificates certificates;
    private final ServiceRequestSettings settings;

    SupplierKeys(Certificates certificates, ServiceRequestSettings settings) {
        this.certificates = certificates;
        this.settings = settings;
    }

    /**
     * What devices are to be told, at once: the same for all of a supplier's. Empty when one of its certificates is not in use.
     *
     * @param supplier the user whose keys they are to hold
     */
    public Optional<MeterRequest> of(Eui64 supplier) {
        boolean complete = Stream.of(CertificateUse.DS, CertificateUse.KA, CertificateUse.KA_PREPAYMENT)
                .allMatch(use -> certificates.inUse(supplier, use).isPresent());
        return complete ? Optional.of(request(supplier, null)) : Optional.empty();
    }

    /** @param reference the same again is the same command */
    public MeterCommand replacing(String reference, Device device, MeterRequest keys) {
        return new MeterCommand(
                reference,
                device.id(),
                keys,
                OnBehalfOf.transitionalChangeOfSupplier(),
                device.type() == DeviceType.GSME ? settings.answerWithinGas() : settings.answerWithinElectricity(),
                settings.sendsForEachAsk());
    }

    /** Why the device does not hold the new keys; empty when it does. */
    public static Optional<String> refusal(MeterAnswer answer) {
        return Optional.ofNullable(Answers.refusal(answer));
    }

    /** @param takesEffect null for at once */
    MeterRequest request(Eui64 supplier, @Nullable Instant takesEffect) {
        return new MeterRequest.ReplaceSupplierCredentials(
                certificate(supplier, CertificateUse.DS),
                certificate(supplier, CertificateUse.KA),
                certificate(supplier, CertificateUse.KA_PREPAYMENT),
                List.of(issuerOf(supplier)),
                takesEffect,
                0,
                null,
                false);
    }

    private Octets certificate(Eui64 owner, CertificateUse use) {
        return Octets.of(inUse(owner, use).der());
    }

    private Certificate inUse(Eui64 owner, CertificateUse use) {
        return certificates
                .inUse(owner, use)
                .orElseThrow(() -> new IllegalStateException(owner + " has no " + use + " certificate in use"));
    }

    /** The device trusts a new certificate only together with that of the authority that signed it. */
    private Octets issuerOf(Eui64 supplier) {
        Certificate signed = inUse(supplier, CertificateUse.DS);
        return certificates.issuers().stream()
                .filter(authority -> isSignedBy(signed, authority))
                .findFirst()
                .map(Certificate::der)
                .map(Octets::of)
                .orElseThrow(() -> new IllegalStateException("Nobody knows who signed the certificate of " + supplier));
    }

    private static boolean isSignedBy(Certificate signed, Certificate authority) {
        try {
            signed.x509().verify(authority.publicKey());
            return true;
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }
}
