package org.meterflow.process.askdevice;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.Service;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.User;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Finds out which device is meant, and in whose name it is asked, at the moment that a case asks. */
@Component
class Targets {

    private final Devices devices;
    private final Registrations registrations;
    private final Parties parties;
    private final Clock clock;

    Targets(Devices devices, Registrations registrations, Parties parties, Clock clock) {
        this.devices = devices;
        this.registrations = registrations;
        this.parties = parties;
        this.clock = clock;
    }

    /** @throws CannotAsk when the words mean no device or more than one, or nobody is there to ask in whose name */
    Target of(DeviceCall call, Service service) {
        Mpxn said = call.said("meterPoint").isEmpty() ? null : mpxn(call.said("meterPoint"));
        Device device = device(call.said("device"), said);
        Mpxn mpxn = device.importMpxn() == null ? said : device.importMpxn();
        return new Target(device.id(), mpxn, requester(call.said("inTheNameOf"), service, device, mpxn), at(call));
    }

    /** Of a service that the DCC carries out by itself; which device is meant stands in the body. */
    Target ofDcc(DeviceCall call, Service service) {
        Mpxn mpxn = call.said("meterPoint").isEmpty() ? null : mpxn(call.said("meterPoint"));
        String said = call.said("inTheNameOf");
        if (said.isEmpty() && mpxn == null) {
            throw new CannotAsk("Nothing says in whose name the DCC is asked");
        }
        return new Target(null, mpxn, said.isEmpty() ? supplierOf(mpxn) : named(said, service), null);
    }

    private Eui64 supplierOf(@Nullable Mpxn mpxn) {
        return Optional.ofNullable(mpxn)
                .flatMap(this::supplier)
                .orElseThrow(() -> new CannotAsk("Nobody supplies meter point %s now".formatted(mpxn)));
    }

    private static Mpxn mpxn(String said) {
        try {
            return new Mpxn(said);
        } catch (InvalidIdentifier wrong) {
            throw new CannotAsk(Reason.of(wrong));
        }
    }

    private Device device(String said, @Nullable Mpxn mpxn) {
        Optional<DeviceWord> word = said.isEmpty() ? Optional.of(DeviceWord.METER) : DeviceWord.of(said);
        if (word.isPresent()) {
            if (mpxn == null) {
                throw new CannotAsk("Nothing says at which meter point the %s is"
                        .formatted(word.get().words()));
            }
            return device(word.get(), mpxn);
        }
        try {
            Eui64 id = Eui64.of(said);
            return devices.find(id).orElseThrow(() -> new CannotAsk("Device %s is not in the inventory".formatted(id)));
        } catch (InvalidIdentifier wrong) {
            throw new CannotAsk("'%s' is no device: %s".formatted(said, Reason.of(wrong)));
        }
    }

    /** What carries the meter point's name, and failing that what is in the same home. */
    private Device device(DeviceWord word, Mpxn mpxn) {
        List<Device> there = devices.at(mpxn);
        List<Device> found = meant(word, there.stream());
        if (found.isEmpty()) {
            found = meant(word, home(there));
        }
        if (found.size() != 1) {
            throw new CannotAsk(
                    found.isEmpty()
                            ? "The inventory has no %s at meter point %s".formatted(word.words(), mpxn.value())
                            : "The inventory has %s devices at meter point %s that are a %s"
                                    .formatted(found.size(), mpxn.value(), word.words()));
        }
        return found.get(0);
    }

    private Stream<Device> home(List<Device> there) {
        List<Eui64> hubs = there.stream()
                .map(Device::hub)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return Stream.concat(devices.findAll(hubs).stream(), devices.behindAny(hubs).stream());
    }

    private static List<Device> meant(DeviceWord word, Stream<Device> candidates) {
        return candidates
                .filter(device -> word.means(device.type()))
                .filter(device -> !device.is(DeviceStatus.DECOMMISSIONED))
                .toList();
    }

    private Eui64 requester(String said, Service service, Device device, @Nullable Mpxn mpxn) {
        return said.isEmpty() ? supplier(device, mpxn) : named(said, service);
    }

    private Eui64 named(String said, Service service) {
        Optional<Party> party = parties.find(said);
        if (party.isPresent()) {
            return party.get().users().stream()
                    .sorted(Comparator.comparing(User::id))
                    .filter(user -> !Collections.disjoint(user.roles(), service.roles()))
                    .findFirst()
                    .map(User::id)
                    .orElseThrow(() -> new CannotAsk("%s has no user that may ask for %s"
                            .formatted(party.get().name(), service)));
        }
        try {
            return Eui64.of(said);
        } catch (InvalidIdentifier wrong) {
            throw new CannotAsk("'%s' is neither a party nor a user".formatted(said));
        }
    }

    private Eui64 supplier(Device device, @Nullable Mpxn mpxn) {
        Collection<Mpxn> points = mpxn == null ? behind(device) : List.of(mpxn);
        return points.stream()
                .flatMap(point -> supplier(point).stream())
                .findFirst()
                .orElseThrow(() ->
                        new CannotAsk("Nobody supplies %s now, and nothing says in whose name device %s is asked"
                                .formatted(
                                        points.isEmpty()
                                                ? "what it belongs to"
                                                : "meter point "
                                                        + points.iterator()
                                                                .next()
                                                                .value(),
                                        device.id())));
    }

    private Optional<Eui64> supplier(Mpxn point) {
        return registrations
                .at(point, clock.instant())
                .flatMap(registered -> parties.supplierUser(registered.supplier(), point.fuel()))
                .map(User::id);
    }

    private List<Mpxn> behind(Device device) {
        Eui64 hub = device.network();
        return hub == null
                ? List.of()
                : devices.behind(hub).stream()
                        .map(Device::importMpxn)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(Mpxn::value))
                        .toList();
    }

    private static @Nullable Instant at(DeviceCall call) {
        try {
            return call.said("at").isEmpty() ? null : Instant.parse(call.said("at"));
        } catch (DateTimeParseException none) {
            throw new CannotAsk("'%s' is no time".formatted(call.said("at")));
        }
    }
}
