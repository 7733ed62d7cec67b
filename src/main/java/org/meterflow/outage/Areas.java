package org.meterflow.outage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
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

    String of(Eui64 hub) {
        List<Device> home = Stream.concat(devices.find(hub).stream(), devices.behind(hub).stream())
                .toList();
        Optional<String> area = switch (settings.area()) {
            case POSTCODE_DISTRICT -> district(home);
            case NETWORK -> meterPoint(home).map(Areas::network);
        };
        return area.orElse(NOWHERE);
    }

    private Optional<String> district(List<Device> home) {
        return home.stream()
                .map(Device::postcode)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> meterPoint(home).map(MeterPoint::postcode))
                .map(Areas::outward);
    }

    /** A postcode ends with a digit and two letters that name the street. */
    private static String outward(String postcode) {
        String together = postcode.replace(" ", "");
        return together.length() <= 3 ? together : together.substring(0, together.length() - 3);
    }

    private Optional<MeterPoint> meterPoint(List<Device> home) {
        return home.stream()
                .map(Device::importMpxn)
                .filter(Objects::nonNull)
                .map(registrations::meterPoint)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String network(MeterPoint point) {
        return point.area() == null ? point.network().value() : point.network().value() + " " + point.area();
    }
}
