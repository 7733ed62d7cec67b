package org.meterflow.metering;

import java.security.PublicKey;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.gbcs.DeviceKind;
import org.meterflow.metering.gbcs.GbcsCrypto;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.MeterRequest;
import org.meterflow.metering.gbcs.SupplementaryFields;
import org.meterflow.metering.gbcs.Surroundings;
import org.meterflow.metering.gbcs.UnsupportedUseCase;
import org.meterflow.metering.gbcs.UseCase;
import org.meterflow.party.CertificateUse;
import org.springframework.stereotype.Component;

/** Puts commands into messages: the use case for the kind of device, the originator's signature, the broker's MAC. */
@Component
class MessageMaker {

    private final Devices devices;
    private final Keyring keys;
    private final GbcsCrypto crypto;
    private final Clock clock;

    MessageMaker(Devices devices, Keyring keys, GbcsCrypto crypto, Clock clock) {
        this.devices = devices;
        this.keys = keys;
        this.crypto = crypto;
        this.clock = clock;
    }

    /** Whose counter the command carries. */
    Eui64 originator(OnBehalfOf onBehalfOf) {
        if (onBehalfOf instanceof OnBehalfOf.KnownUser user) {
            return user.user();
        }
        return onBehalfOf instanceof OnBehalfOf.TransitionalChangeOfSupplier
                ? keys.transitionalChangeOfSupplier()
                : keys.accessControlBroker();
    }

    /** @throws CannotBeAsked when the device, its certificate, a key or the use case is missing */
    GbcsMessage make(QueuedCommand command, long counter) {
        UseCase useCase = useCase(command);
        RequestId id = new RequestId(originator(command.originator()), command.device(), counter);
        GbcsMessage plain = useCase.command(
                id, command.request(), supplementary(command.originator(), useCase), Surroundings.at(clock.instant()));
        GbcsMessage signed = useCase.critical() ? sign(plain, command.originator(), useCase) : plain;
        PublicKey device = keys.of(command.device(), CertificateUse.KA)
                .orElseThrow(() -> new CannotBeAsked(
                        "Device %s has no key agreement certificate in use".formatted(command.device())));
        return crypto.mac(signed, keys.own(keys.accessControlBroker(), CertificateUse.KA), device);
    }

    private UseCase useCase(QueuedCommand command) {
        try {
            MeterRequest request = command.request();
            return UseCase.forRequest(request, kind(type(command.device())));
        } catch (UnsupportedUseCase unsupported) {
            throw new CannotBeAsked(String.valueOf(unsupported.getMessage()));
        } catch (IllegalArgumentException unreadable) {
            throw new CannotBeAsked(String.valueOf(unreadable.getMessage()));
        }
    }

    DeviceType type(Eui64 device) {
        return devices.find(device)
                .map(Device::type)
                .orElseThrow(() -> new CannotBeAsked("Device %s is not in the inventory".formatted(device)));
    }

    private static DeviceKind kind(DeviceType type) {
        return switch (type) {
            case ESME -> DeviceKind.ESME;
            case GSME -> DeviceKind.GSME;
            case GPF -> DeviceKind.GPF;
            case CHF -> DeviceKind.CHF;
            case HCALCS -> DeviceKind.HCALCS;
            case PPMID -> DeviceKind.PPMID;
            case IHD, CAD -> throw new CannotBeAsked("A device of type %s does not take commands".formatted(type));
        };
    }

    /** A user the device does not know is named; with a certificate, where the device is to encrypt for that user. */
    private @Nullable SupplementaryFields supplementary(OnBehalfOf onBehalfOf, UseCase useCase) {
        if (!(onBehalfOf instanceof OnBehalfOf.UnknownUser unknown)) {
            return null;
        }
        boolean usuallyAskedByUsers = useCase.originator() == UseCase.Originator.USER;
        return new SupplementaryFields(
                unknown.user(),
                unknown.counter(),
                null,
                usuallyAskedByUsers
                        ? keys.certificate(unknown.user(), CertificateUse.KA).orElse(null)
                        : null);
    }

    private GbcsMessage sign(GbcsMessage plain, OnBehalfOf onBehalfOf, UseCase useCase) {
        if (onBehalfOf instanceof OnBehalfOf.KnownUser user) {
            throw new CannotBeAsked(
                    "%s is critical: only user %s itself can sign it".formatted(useCase.name(), user.user()));
        }
        return crypto.sign(plain, keys.own(plain.originator(), CertificateUse.DS));
    }
}
