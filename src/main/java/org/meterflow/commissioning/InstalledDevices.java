package org.meterflow.commissioning;

import java.util.Optional;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.Meters;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Follows devices through their installation, whoever asks for its steps: what a device has done stands in the inventory
 * in the same transaction. Devices that are past it are left alone.
 */
@Component
class InstalledDevices {

    private final Devices devices;
    private final Meters meters;

    InstalledDevices(Devices devices, Meters meters) {
        this.devices = devices;
        this.meters = meters;
    }

    @EventListener
    @Transactional
    void on(MeterAnswered answered) {
        if (answered.answer() == null || answered.answer().hasFailed()) {
            return;
        }
        meters.request(answered.reference()).ifPresent(request -> {
            if (request instanceof MeterRequest.OfService service) {
                follow(service.variant(), answered.device(), service.body());
            } else if (request instanceof MeterRequest.SignedPreCommand signed) {
                follow(signed.variant(), answered.device(), RequestPart.empty(signed.variant()));
            }
        });
    }

    private void follow(String variant, Eui64 device, RequestPart body) {
        switch (variant) {
            case "8.11" -> listed(device, body);
            case "8.7.1", "8.7.2" -> devices.find(device).ifPresent(this::joined);
            case "8.8.1", "8.8.2" -> devices.find(device).ifPresent(this::left);
            case "8.1.1" -> devices.find(device).ifPresent(this::clockSet);
            case "6.20.1" ->
                body.value("ImportMPAN").or(() -> body.value("ImportMPRN")).ifPresent(mpxn -> named(device, mpxn));
            default -> {
                // no step of an installation
            }
        }
    }

    /** In the hub's device log, or out of it again. */
    private void listed(Eui64 hub, RequestPart body) {
        Optional<Device> device =
                body.value("DeviceID").flatMap(InstalledDevices::eui).flatMap(devices::find);
        boolean added = body.value("RequestType").orElse("").equals("Add");
        device.filter(one -> added && one.is(DeviceStatus.PENDING)).ifPresent(one -> {
            devices.changeStatus(one.id(), DeviceStatus.WHITELISTED, "In the device log of hub " + hub);
            devices.join(one.id(), hub);
        });
        device.filter(one -> !added && isBeingInstalled(one)).ifPresent(one -> {
            devices.changeStatus(one.id(), DeviceStatus.PENDING, "Out of the device log of hub " + hub);
            devices.join(one.id(), null);
        });
    }

    private static boolean isBeingInstalled(Device device) {
        return device.is(DeviceStatus.PENDING)
                || device.is(DeviceStatus.WHITELISTED)
                || device.is(DeviceStatus.INSTALLED_NOT_COMMISSIONED);
    }

    /** What is no meter has no clock to be set, and works once it has joined. */
    private void joined(Device device) {
        if (device.is(DeviceStatus.WHITELISTED)) {
            devices.changeStatus(
                    device.id(), DeviceStatus.INSTALLED_NOT_COMMISSIONED, "It has joined its home's network");
            if (!device.type().meter()) {
                devices.changeStatus(device.id(), DeviceStatus.COMMISSIONED, "It has joined its home's network");
            }
        }
    }

    /** Its place in the device log stays, until it is taken out of that. */
    private void left(Device device) {
        if (device.is(DeviceStatus.INSTALLED_NOT_COMMISSIONED)) {
            devices.changeStatus(device.id(), DeviceStatus.PENDING, "It has left its home's network");
        }
    }

    private void clockSet(Device device) {
        if (device.is(DeviceStatus.INSTALLED_NOT_COMMISSIONED)) {
            devices.changeStatus(device.id(), DeviceStatus.COMMISSIONED, "Its clock is set: it is commissioned");
        }
    }

    private void named(Eui64 id, String mpxn) {
        devices.find(id)
                .filter(device -> device.importMpxn() == null)
                .ifPresent(device -> meterPoint(mpxn).ifPresent(point -> devices.assignMeterPoint(id, point)));
    }

    private static Optional<Mpxn> meterPoint(String text) {
        try {
            return Optional.of(new Mpxn(text));
        } catch (InvalidIdentifier none) {
            return Optional.empty();
        }
    }

    private static Optional<Eui64> eui(String text) {
        try {
            return Optional.of(Eui64.of(text));
        } catch (InvalidIdentifier none) {
            return Optional.empty();
        }
    }
}
