package org.meterflow.metering;

import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.DeviceType;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MissingParameter;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.gbcs.Surroundings;
import org.meterflow.gbcs.UnsupportedUseCase;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.identifier.RequestId;
import org.meterflow.party.CertificateUse;
import org.springframework.stereotype.Component;

/** Puts commands into messages: the use case for the kind of device, the originator's signature, the broker's MAC. */
@Component
class MessageMaker {

    private final DeviceSurroundings surroundings;
    private final DeviceTrust trust;
    private final Keyring keys;
    private final GbcsCrypto crypto;

    MessageMaker(DeviceSurroundings surroundings, DeviceTrust trust, Keyring keys, GbcsCrypto crypto) {
        this.surroundings = surroundings;
        this.trust = trust;
        this.keys = keys;
        this.crypto = crypto;
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
        return make(command.device(), readable(command), command.originator(), counter);
    }

    /** @throws CannotBeAsked when the device, its certificate, a key or the use case is missing */
    GbcsMessage make(Eui64 device, MeterRequest request, OnBehalfOf onBehalfOf, long counter) {
        requireListening(device, onBehalfOf);
        GbcsMessage signed = request instanceof MeterRequest.SignedPreCommand preCommand
                ? preCommand.message()
                : built(device, request, onBehalfOf, counter);
        PublicKey agreement = keys.of(device, CertificateUse.KA)
                .orElseThrow(
                        () -> new CannotBeAsked("Device %s has no key agreement certificate in use".formatted(device)));
        return crypto.mac(signed, keys.own(keys.accessControlBroker(), CertificateUse.KA), agreement);
    }

    private GbcsMessage built(Eui64 device, MeterRequest request, OnBehalfOf onBehalfOf, long counter) {
        Surroundings around = surroundings.of(device, onBehalfOf.user(), request);
        UseCase useCase = useCase(device, request, around);
        RequestId id = new RequestId(originator(onBehalfOf), device, counter);
        GbcsMessage plain = command(useCase, id, request, supplementary(onBehalfOf, useCase), around);
        return useCase.critical() ? sign(plain, onBehalfOf, useCase) : plain;
    }

    /**
     * A critical command as its user is to sign it.
     *
     * @throws CannotBeAsked when this device cannot be asked that, or the request lacks what the message needs
     */
    GbcsMessage preCommand(RequestId id, MeterRequest.OfService request) {
        Surroundings around = surroundings.of(id.target(), id.originator(), request);
        return command(useCase(id.target(), request, around), id, request, null, around)
                .withSignature(null);
    }

    private static GbcsMessage command(
            UseCase useCase,
            RequestId id,
            MeterRequest request,
            @Nullable SupplementaryFields supplementary,
            Surroundings around) {
        try {
            return useCase.command(id, request, supplementary, around);
        } catch (MissingParameter missing) {
            throw new CannotBeAsked(Reason.of(missing));
        }
    }

    private UseCase useCase(Eui64 device, MeterRequest request, Surroundings around) {
        try {
            return UseCase.forRequest(request, surroundings.kind(device), around);
        } catch (UnsupportedUseCase unsupported) {
            throw new CannotBeAsked(Reason.of(unsupported));
        }
    }

    private static MeterRequest readable(QueuedCommand command) {
        try {
            return command.request();
        } catch (IllegalArgumentException unreadable) {
            throw new CannotBeAsked(Reason.of(unreadable));
        }
    }

    /** @throws CannotBeAsked when the device has been given up, the inventory does not have it, or it trusts others now */
    void requireListening(Eui64 device, OnBehalfOf onBehalfOf) {
        surroundings.requireInReach(device);
        if (onBehalfOf instanceof OnBehalfOf.KnownUser known) {
            distrust(device, known.user()).ifPresent(fault -> {
                throw new CannotBeAsked(fault);
            });
        }
    }

    /** @throws CannotBeAsked when the DCC lacks a key without which nothing can be sent in this name */
    void requireOwnKeys(OnBehalfOf onBehalfOf) {
        keys.own(keys.accessControlBroker(), CertificateUse.KA);
        if (onBehalfOf instanceof OnBehalfOf.TransitionalChangeOfSupplier) {
            keys.own(keys.transitionalChangeOfSupplier(), CertificateUse.DS);
        }
    }

    /** Why a device would drop what this user signs, where that is known. */
    Optional<String> distrust(Eui64 device, Eui64 user) {
        return trust.fault(device, user);
    }

    DeviceType type(Eui64 device) {
        return surroundings.type(device);
    }

    /** A user the device does not know is named; with a certificate, where the device is to encrypt for that user. */
    private @Nullable SupplementaryFields supplementary(OnBehalfOf onBehalfOf, UseCase useCase) {
        boolean inBrokersName = useCase.originator() == UseCase.Originator.ACB;
        if (inBrokersName || !(onBehalfOf instanceof OnBehalfOf.UnknownUser unknown)) {
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
