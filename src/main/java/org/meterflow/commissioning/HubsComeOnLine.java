package org.meterflow.commissioning;

import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.metering.HubConnected;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A hub is commissioned by being heard for the first time: nobody has to ask it. */
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
            String reason = "It has come on line";
            devices.changeStatus(hub.id(), DeviceStatus.INSTALLED_NOT_COMMISSIONED, reason);
            devices.changeStatus(hub.id(), DeviceStatus.COMMISSIONED, reason);
        });
    }

    private static boolean isNew(Device hub) {
        return hub.is(DeviceStatus.PENDING) || hub.is(DeviceStatus.INSTALLED_NOT_COMMISSIONED);
    }
}
