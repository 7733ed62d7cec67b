package org.meterflow.process.incident;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;

/** What the inventory knows of a device that is at fault. */
@Component
class Subjects {

    private final Devices devices;

    Subjects(Devices devices) {
        this.devices = devices;
    }

    boolean knows(Eui64 device) {
        return devices.find(device).isPresent();
    }

    Subject of(@Nullable Eui64 id, @Nullable String area) {
        Optional<Device> device = Optional.ofNullable(id).flatMap(devices::find);
        Eui64 hub = device.map(Device::network).orElse(null);
        return new Subject(
                id,
                device.map(found -> found.manufacturer() + " " + found.model()).orElse(null),
                hub,
                area == null || area.isBlank() ? device.flatMap(this::areaOf).orElse(null) : tidy(area));
    }

    /** Its postcode without the letters and digit that name the street; the hub's where it has none itself. */
    private Optional<String> areaOf(Device device) {
        return Optional.ofNullable(device.postcode())
                .or(() ->
                        Optional.ofNullable(device.hub()).flatMap(devices::find).map(Device::postcode))
                .map(Subjects::tidy)
                .filter(postcode -> postcode.length() > 3)
                .map(postcode -> postcode.substring(0, postcode.length() - 3));
    }

    private static String tidy(String typed) {
        return typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }
}
