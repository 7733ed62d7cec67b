package org.meterflow.metering;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.Surroundings;
import org.meterflow.gbcs.Surroundings.Asker;
import org.meterflow.gbcs.Surroundings.ElectricityVariant;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.CertificateUse;
import org.springframework.stereotype.Component;

/** What a command takes from the inventory: how the meter is built, and what the other device of a join is. */
@Component
class DeviceSurroundings {

    /** SMETS2 letters: B has two measuring elements, C three phases; the others measure one phase. */
    private static final char TWIN = 'B';

    private static final char POLYPHASE = 'C';

    /** Remote party role (GBCS, in the certificate). */
    private static final int NETWORK_OPERATOR = 3;

    private static final int LOAD_CONTROLLER = 8;

    private static final Set<DeviceStatus> GIVEN_UP = EnumSet.of(DeviceStatus.DECOMMISSIONED, DeviceStatus.WITHDRAWN);

    private final Devices devices;
    private final Keyring keys;
    private final NetworkLogs logs;
    private final Clock clock;

    DeviceSurroundings(Devices devices, Keyring keys, NetworkLogs logs, Clock clock) {
        this.devices = devices;
        this.keys = keys;
        this.logs = logs;
        this.clock = clock;
    }

    /** @throws CannotBeAsked when the inventory does not have the device, or it takes no commands */
    DeviceKind kind(Eui64 device) {
        return kind(find(device).type());
    }

    DeviceType type(Eui64 device) {
        return find(device).type();
    }

    /**
     * What waits in a queue may have been asked before its device was given up.
     *
     * @throws CannotBeAsked when the device can answer the DCC no more, or the inventory does not have it
     */
    void requireInReach(Eui64 device) {
        DeviceStatus status = find(device).status();
        if (status != null && GIVEN_UP.contains(status)) {
            throw new CannotBeAsked(
                    "Device %s is %s".formatted(device, status.label().toLowerCase(Locale.UK)));
        }
    }

    private Device find(Eui64 device) {
        return devices.find(device)
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

    /** @param user in whose name the device is asked; null for the DCC itself */
    Surroundings of(Eui64 device, @Nullable Eui64 user, MeterRequest request) {
        Optional<Device> other = named(request, "OtherDeviceID").flatMap(devices::find);
        Surroundings around = Surroundings.at(clock.instant())
                .withElectricity(variant(find(device).esmeVariant()))
                .askedBy(user == null ? Asker.SUPPLIER : asker(user))
                .withOtherDevice(
                        other.map(Device::type).map(DeviceSurroundings::number).orElse(null),
                        other.flatMap(known -> keys.certificate(known.id(), CertificateUse.KA))
                                .orElse(null));
        return withNetworkOfTheReplaced(around, request);
    }

    /** What the device that is replaced last said of its network. */
    private Surroundings withNetworkOfTheReplaced(Surroundings around, MeterRequest request) {
        return around.withHubLog(named(request, "OldCHFID").flatMap(logs::ofHub).orElse(null))
                .withDeviceLog(named(request, "OldGPFID").flatMap(logs::ofProxy).orElse(null));
    }

    private Asker asker(Eui64 user) {
        return switch (keys.role(user).orElse(0)) {
            case NETWORK_OPERATOR -> Asker.NETWORK_OPERATOR;
            case LOAD_CONTROLLER -> Asker.LOAD_CONTROLLER;
            default -> Asker.SUPPLIER;
        };
    }

    private static Optional<Eui64> named(MeterRequest request, String element) {
        return request instanceof MeterRequest.OfService service
                ? service.body().value(element).map(Eui64::new)
                : Optional.empty();
    }

    private static ElectricityVariant variant(@Nullable String letters) {
        char first = letters == null || letters.isEmpty() ? 'A' : letters.charAt(0);
        return switch (first) {
            case TWIN -> ElectricityVariant.TWIN;
            case POLYPHASE -> ElectricityVariant.POLYPHASE;
            default -> ElectricityVariant.SINGLE;
        };
    }

    /** As joins number the types of devices (GBCS, DeviceType). */
    private static int number(DeviceType type) {
        return switch (type) {
            case GSME -> 0;
            case ESME -> 1;
            case CHF -> 2;
            case GPF -> 3;
            case HCALCS -> 4;
            case PPMID -> 5;
            case IHD, CAD -> 6;
        };
    }
}
