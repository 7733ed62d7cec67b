package org.meterflow.gateway;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.duis.DuisRequest;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.springframework.stereotype.Component;

/** Critical commands as their users signed them: checked against what was transformed, and sent (DUIS, CV 5). */
@Component
class SignedPreCommands {

    private final Transforms transforms;
    private final Certificates certificates;
    private final Devices devices;
    private final Meters meters;
    private final LocalCommands local;
    private final OpenRequests open;
    private final Patience patience;
    private final GatewaySettings settings;
    private final GbcsCrypto crypto;

    SignedPreCommands(
            Transforms transforms,
            Certificates certificates,
            Devices devices,
            Meters meters,
            LocalCommands local,
            OpenRequests open,
            Patience patience,
            GatewaySettings settings,
            GbcsCrypto crypto) {
        this.transforms = transforms;
        this.certificates = certificates;
        this.devices = devices;
        this.meters = meters;
        this.local = local;
        this.open = open;
        this.patience = patience;
        this.settings = settings;
        this.crypto = crypto;
    }

    Outcome take(long number, DuisRequest request, Content.SignedPreCommand signed) {
        Optional<ServiceRequest> transformed = transforms.transformed(request.id());
        Optional<String> wrong = transformed.isEmpty()
                ? Optional.of("No request was transformed under the id " + request.id())
                : wrong(request, transformed.get(), signed);
        if (wrong.isPresent()) {
            return Outcome.refused(ResponseCode.PRE_COMMAND, wrong.get());
        }
        Device device = devices.find(request.id().target()).orElseThrow();
        Optional<String> distrust = meters.distrust(device.id(), request.id().originator());
        if (distrust.isPresent()) {
            return Outcome.refused(ResponseCode.NOT_TRUSTED, distrust.get());
        }
        Optional<Instant> date = transformed.map(ServiceRequest::executeAt);
        date.ifPresent(time -> open.date(number, time));
        MeterCommand command = new MeterCommand(
                ServiceRequest.referenceOf(number),
                device.id(),
                new MeterRequest.SignedPreCommand(request.variant(), signed.command()),
                new OnBehalfOf.KnownUser(request.id().originator(), request.id().counter()),
                date.orElse(null),
                null,
                patience.with(device),
                settings.attempts());
        if (LocalCommands.isWanted(request)) {
            return local.handOver(request, command);
        }
        meters.ask(command);
        return Outcome.sent(date.map(time -> "Sent to the device, for " + time).orElse("Sent to the device"));
    }

    private Optional<String> wrong(DuisRequest request, ServiceRequest transformed, Content.SignedPreCommand signed) {
        if (!request.variant().equals(transformed.variant())) {
            return Optional.of("Under " + request.id() + " " + transformed.variant() + " was transformed, not "
                    + request.variant());
        }
        Instant date = signed.date();
        if (date != null && !date.equals(transformed.executeAt())) {
            return Optional.of("The signed pre-command is to be carried out at " + date + ", but was transformed "
                    + (transformed.executeAt() == null ? "without a date" : "for " + transformed.executeAt()));
        }
        GbcsMessage message;
        try {
            message = GbcsMessage.parse(signed.command().bytes());
        } catch (MalformedGbcs malformed) {
            return Optional.of("The signed pre-command cannot be read: " + malformed.getMessage());
        }
        if (!isWhatWasTransformed(transformed, message)) {
            return Optional.of("The signed pre-command is not the one that was transformed under " + request.id());
        }
        return isSignedBy(request, message)
                ? Optional.empty()
                : Optional.of("The pre-command is not signed with a key of "
                        + request.id().originator());
    }

    private boolean isWhatWasTransformed(ServiceRequest transformed, GbcsMessage message) {
        byte[] unsigned = message.withSignature(null).withMac(null).encode();
        return transforms
                .preCommand(transformed)
                .filter(given -> Arrays.equals(given, unsigned))
                .isPresent();
    }

    private boolean isSignedBy(DuisRequest request, GbcsMessage message) {
        return message.isSigned()
                && certificates
                        .inUse(request.id().originator(), CertificateUse.DS)
                        .map(Certificate::publicKey)
                        .filter(key -> crypto.isSignatureValid(message, key))
                        .isPresent();
    }
}
