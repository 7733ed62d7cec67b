package org.meterflow.gateway;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.User;
import org.meterflow.party.UserRole;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Who else is concerned by what happens to a device: the parties to its meter points, and those around its hub. */
@Component
class Neighbours {

    private final Devices devices;
    private final Registrations registrations;
    private final Parties parties;
    private final KnownUsers knownUsers;
    private final Clock clock;

    Neighbours(Devices devices, Registrations registrations, Parties parties, KnownUsers knownUsers, Clock clock) {
        this.devices = devices;
        this.registrations = registrations;
        this.parties = parties;
        this.knownUsers = knownUsers;
        this.clock = clock;
    }

    /** The users that supply a meter's points, in either direction, and that of its network. */
    Stream<Eui64> partiesTo(Device meter) {
        return Stream.of(
                        supplier(meter.importMpxn()),
                        exportSupplier(meter.exportMpan()),
                        Optional.ofNullable(meter.importMpxn()).flatMap(knownUsers::networkOf))
                .flatMap(Optional::stream)
                .distinct();
    }

    /** Those that supply the meters of the same home. */
    Stream<Eui64> suppliersAround(Device device) {
        Eui64 hub = device.network();
        return hub == null
                ? Stream.of()
                : devices.behind(hub).stream()
                        .filter(one -> one.type().meter())
                        .map(one -> supplier(one.importMpxn()))
                        .flatMap(Optional::stream)
                        .distinct();
    }

    /** Devices of the home that take commands of their own and are no meters. */
    List<Device> type1DevicesOf(Device device) {
        Eui64 hub = device.network();
        return hub == null
                ? List.of()
                : devices.behind(hub).stream()
                        .filter(one -> one.type() == DeviceType.PPMID || one.type() == DeviceType.HCALCS)
                        .toList();
    }

    private Optional<Eui64> supplier(@Nullable Mpxn mpxn) {
        return Optional.ofNullable(mpxn).flatMap(knownUsers::registeredSupplier);
    }

    private Optional<Eui64> exportSupplier(@Nullable Mpxn mpan) {
        return Optional.ofNullable(mpan)
                .flatMap(point -> registrations.at(point, clock.instant()))
                .flatMap(registration -> parties.ofMpid(registration.supplier()))
                .flatMap(party -> party.users().stream()
                        .filter(user -> user.roles().contains(UserRole.ES))
                        .findFirst())
                .map(User::id);
    }
}
