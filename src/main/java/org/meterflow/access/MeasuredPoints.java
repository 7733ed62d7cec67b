package org.meterflow.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.UserRole;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Which meter points a device measures, or those of the meters that share its hub. */
@Component
class MeasuredPoints {

    private final Devices devices;
    private final Registrations registrations;

    MeasuredPoints(Devices devices, Registrations registrations) {
        this.devices = devices;
        this.registrations = registrations;
    }

    /** The device's meter point, or those of the meters that share its hub; failing those, the one the request names. */
    List<Point> of(@Nullable Device device, @Nullable Mpxn named) {
        List<Point> own = device == null ? List.of() : of(device);
        if (!own.isEmpty() || named == null) {
            return own;
        }
        boolean export = registrations.meterPoint(named).map(MeterPoint::export).orElse(false);
        return List.of(new Point(named, export));
    }

    List<Point> of(Device device) {
        boolean measures = device.type().meter() || device.type() == DeviceType.GPF;
        Eui64 hub = device.network();
        Stream<Device> system = measures || hub == null
                ? Stream.of(device)
                : devices.behind(hub).stream().filter(one -> !one.is(DeviceStatus.DECOMMISSIONED));
        return system.flatMap(one -> Stream.of(point(one.importMpxn(), false), point(one.exportMpan(), true)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Point> point(@Nullable Mpxn mpxn, boolean export) {
        return Optional.ofNullable(mpxn).map(known -> new Point(known, export));
    }

    record Point(Mpxn mpxn, boolean export) {

        boolean concerns(UserRole role) {
            return switch (role) {
                case IS -> mpxn.fuel() == Fuel.ELECTRICITY && !export;
                case ES -> mpxn.fuel() == Fuel.ELECTRICITY && export;
                case ED -> mpxn.fuel() == Fuel.ELECTRICITY;
                case GS, GT -> mpxn.fuel() == Fuel.GAS;
                case RSA, OU, LC -> true;
            };
        }
    }
}
