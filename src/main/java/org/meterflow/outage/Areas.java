package org.meterflow.outage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Where a hub is: the inventory knows its postcode, the registration its network. */
@Component
class Areas {

    /** Where homes have nothing in common but that nobody knows where they are. */
    static final String NOWHERE = "unknown";

    private final Devices devices;
    private final Registrations registrations;
    private final OutageSettings settings;

    Areas(Devices devices, Registrations registrations, OutageSettings settings) {
        this.devices = devices;
        this.registrations = registrations;
        this.settings = settings;
    }

    /** Many at once, since a storm darkens many homes; each hub has an area, if only {@link #NOWHERE}. */
    Map<Eui64, String> of(Collection<Eui64> hubs) {
        Map<Eui64, List<Device>> homes = homes(hubs);
        Map<Mpxn, MeterPoint> points =
                registrations
                        .meterPoints(homes.values().stream()
                                .flatMap(home -> mpxns(home))
                                .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(MeterPoint::mpxn, Function.identity()));
        Map<Eui64, String> areas = new HashMap<>();
        for (Eui64 hub : hubs) {
            areas.put(hub, area(homes.getOrDefault(hub, List.of()), points).orElse(NOWHERE));
        }
        return areas;
    }

    /** Hub by hub its devices, the hub itself first. */
    private Map<Eui64, List<Device>> homes(Collection<Eui64> hubs) {
        Map<Eui64, List<Device>> homes = new HashMap<>();
        devices.findAll(hubs)
                .forEach(hub -> homes.computeIfAbsent(hub.id(), first -> new ArrayList<>())
                        .add(hub));
        devices.behindAny(hubs)
                .forEach(device -> homes.computeIfAbsent(
                                Objects.requireNonNull(device.hub()), first -> new ArrayList<>())
                        .add(device));
        return homes;
    }

    private Optional<String> area(List<Device> home, Map<Mpxn, MeterPoint> points) {
        Optional<MeterPoint> point =
                mpxns(home).map(points::get).filter(Objects::nonNull).findFirst();
        return switch (settings.area()) {
            case POSTCODE_DISTRICT ->
                home.stream()
                        .map(Device::postcode)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .or(() -> point.map(MeterPoint::postcode))
                        .map(Areas::outward);
            case NETWORK -> point.map(Areas::network);
        };
    }

    private static Stream<Mpxn> mpxns(List<Device> home) {
        return home.stream().map(Device::importMpxn).filter(Objects::nonNull);
    }

    /** A postcode ends with a digit and two letters that name the street. */
    private static String outward(String postcode) {
        String together = postcode.replace(" ", "");
        return together.length() <= 3 ? together : together.substring(0, together.length() - 3);
    }

    private static String network(MeterPoint point) {
        return point.area() == null ? point.network().value() : point.network().value() + " " + point.area();
    }
}
