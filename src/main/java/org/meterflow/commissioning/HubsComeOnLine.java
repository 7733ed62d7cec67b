package org.meterflow.commissioning;

import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.metering.HubConnected;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A hub, with the gas proxy inside it, is commissioned by being heard for the first time: nobody has to ask it. */
@Component
class HubsComeOnLine {

    private final Devices devices;

    HubsComeOnLine(Devices devices) {
        this.devices = devices;
    }

    @EventListener
    @Transactional
    void on(HubConnected connected) {
        devices.find(connected.hub()).filter(HubsComeOnLine::isNew).ifPresent(hub -> {
            commission(hub, "It has come on line");
            devices.behind(hub.id()).stream()
                    .filter(device -> device.type() == DeviceType.GPF)
                    .filter(HubsComeOnLine::isNew)
                    .forEach(proxy -> commission(proxy, "Its hub has come on line"));
        });
    }

    private void commission(Device device, String reason) {
        devices.changeStatus(device.id(), DeviceStatus.INSTALLED_NOT_COMMISSIONED, reason);
        devices.changeStatus(device.id(), DeviceStatus.COMMISSIONED, reason);
    }

    private static boolean isNew(Device device) {
        return device.is(DeviceStatus.PENDING) || device.is(DeviceStatus.INSTALLED_NOT_COMMISSIONED);
    }
}
