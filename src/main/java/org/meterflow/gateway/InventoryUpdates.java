package org.meterflow.gateway;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.StatusChangeRefused;
import org.meterflow.gateway.Content.UpdateInventory;
import org.meterflow.gateway.Content.UpdateInventory.Delete;
import org.meterflow.gateway.Content.UpdateInventory.ToMeterPoint;
import org.meterflow.gateway.Content.UpdateInventory.ToStatus;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** SRV 8.3, 8.4 and 8.14: what users say of devices that come, stay out of work, or go. */
@Component
class InventoryUpdates {

    private final Devices devices;
    private final Schedules schedules;
    private final Registrations registrations;

    InventoryUpdates(Devices devices, Schedules schedules, Registrations registrations) {
        this.devices = devices;
        this.schedules = schedules;
        this.registrations = registrations;
    }

    /** What waits for it ends unsent, and nobody may ask it for anything any more. */
    Outcome decommission(Content.Decommission request) {
        Device device = devices.find(request.device()).orElseThrow();
        if (!device.is(DeviceStatus.COMMISSIONED)) {
            return Outcome.refused(ResponseCode.NOT_DECOMMISSIONED, "Device " + device.id() + " is " + words(device));
        }
        devices.changeStatus(device.id(), DeviceStatus.DECOMMISSIONED, "Decommissioned by its supplier");
        schedules.removeAll(device.id(), "Device " + device.id() + " was decommissioned");
        return done("Device " + device.id() + " is decommissioned");
    }

    Outcome update(UpdateInventory request) {
        Device device = devices.find(request.device()).orElseThrow();
        try {
            if (request.change() instanceof ToStatus to) {
                return toStatus(device, to);
            }
            if (request.change() instanceof Delete) {
                proxies(device).forEach(proxy -> devices.forget(proxy.id()));
                devices.forget(device.id());
                return done("Device " + device.id() + " is out of the inventory");
            }
            return toMeterPoint(device, ((ToMeterPoint) request.change()).mpxn());
        } catch (StatusChangeRefused never) {
            return Outcome.refused(ResponseCode.INVENTORY_NOT_CHANGED, Reason.of(never));
        }
    }

    private Outcome toStatus(Device device, ToStatus to) {
        if ((device.type() == DeviceType.CHF) != to.hub()) {
            return Outcome.refused(
                    ResponseCode.INVENTORY_NOT_CHANGED,
                    "Device " + device.id() + " is of type " + device.type() + ", and its status is not written so");
        }
        devices.changeStatus(device.id(), to.status(), "Written by its supplier");
        if (to.status() == DeviceStatus.PENDING) {
            devices.join(device.id(), null);
        }
        return done("Device " + device.id() + " is " + to.status().label());
    }

    private Outcome toMeterPoint(Device device, String named) {
        Optional<Mpxn> mpxn = InventoryReads.meterPoint(named);
        if (mpxn.isEmpty() || registrations.meterPoint(mpxn.get()).isEmpty()) {
            return Outcome.refused(
                    ResponseCode.INVENTORY_NOT_CHANGED, "Nobody has registered the meter point " + named);
        }
        devices.assignMeterPoint(device.id(), mpxn.get());
        return done("Device " + device.id() + " is at meter point " + named);
    }

    Outcome report(Content.HubReport report) {
        Device hub = devices.find(report.device()).orElseThrow();
        return switch (report.kind()) {
            case ON_LINE -> onLine(hub, report.mpxn());
            case WITHOUT_COVERAGE -> withoutCoverage(hub, report.mpxn());
            case RETURNED -> returned(hub);
        };
    }

    /** That it works the hub has said itself, by coming on line. */
    private Outcome onLine(Device hub, @Nullable String mpxn) {
        if (!hub.is(DeviceStatus.COMMISSIONED)) {
            return Outcome.refused(
                    ResponseCode.HUB_NOT_ON_LINE,
                    "Hub " + hub.id() + " is " + words(hub) + ": it has not come on line yet");
        }
        place(hub, mpxn);
        return done("Hub " + hub.id() + " is installed and on line");
    }

    private Outcome withoutCoverage(Device hub, @Nullable String mpxn) {
        if (hub.is(DeviceStatus.COMMISSIONED)) {
            return Outcome.refused(ResponseCode.HUB_ON_LINE, "Hub " + hub.id() + " has come on line already");
        }
        devices.changeStatus(hub.id(), DeviceStatus.INSTALLED_NOT_COMMISSIONED, "Installed without coverage");
        place(hub, mpxn);
        return done("Hub " + hub.id() + " is installed and waits for coverage");
    }

    private Outcome returned(Device hub) {
        proxies(hub).forEach(this::comesBack);
        comesBack(hub);
        return done("Hub " + hub.id() + " comes back");
    }

    private void comesBack(Device device) {
        if (device.is(DeviceStatus.COMMISSIONED)) {
            devices.changeStatus(device.id(), DeviceStatus.DECOMMISSIONED, "Returned by its supplier");
        } else if (device.is(DeviceStatus.INSTALLED_NOT_COMMISSIONED)) {
            devices.changeStatus(device.id(), DeviceStatus.PENDING, "Returned by its supplier");
        }
    }

    /** Of a hub the gas proxies inside it, which go where it goes; of anything else none. */
    private List<Device> proxies(Device hub) {
        return hub.type() != DeviceType.CHF
                ? List.of()
                : devices.behind(hub.id()).stream()
                        .filter(device -> device.type() == DeviceType.GPF)
                        .toList();
    }

    /** From now on the inventory knows in which home it hangs. */
    private void place(Device hub, @Nullable String named) {
        Optional<MeterPoint> home =
                Optional.ofNullable(named).flatMap(InventoryReads::meterPoint).flatMap(registrations::meterPoint);
        Device now = devices.find(hub.id()).orElseThrow();
        home.ifPresent(point -> devices.describe(new Device(
                now.id(),
                now.type(),
                now.status(),
                now.statusSince(),
                now.manufacturer(),
                now.model(),
                now.smetsVersion(),
                now.firmwareVersion(),
                now.esmeVariant(),
                now.hub(),
                now.importMpxn(),
                now.exportMpan(),
                point.uprn(),
                point.postcode(),
                point.address().split(",")[0],
                now.cspRegion(),
                now.generation())));
    }

    private static String words(Device device) {
        DeviceStatus status = device.status();
        return status == null ? "of a type that has no status" : status.label();
    }

    private static Outcome done(String reason) {
        return Outcome.done(reason, message -> {});
    }
}
