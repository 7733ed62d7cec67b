package org.meterflow.process.changeofsupplier;

import java.util.List;
import org.meterflow.device.Devices;
import org.meterflow.gateway.DccAlerts;
import org.meterflow.gateway.Schedules;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.springframework.stereotype.Component;

/** What a supplier loses with the meter point, and how its gateway hears of it. */
@Component
class FormerSupplier {

    private final Devices devices;
    private final Parties parties;
    private final Schedules schedules;
    private final DccAlerts alerts;

    FormerSupplier(Devices devices, Parties parties, Schedules schedules, DccAlerts alerts) {
        this.devices = devices;
        this.parties = parties;
        this.schedules = schedules;
        this.alerts = alerts;
    }

    void tellKeysReplaced(SupplierChange change, Mpid former) {
        parties.supplierUser(former, change.mpxn().fuel())
                .ifPresent(user -> devices.meterOf(change.mpxn())
                        .ifPresent(meter -> alerts.supplierChanged(user.id(), meter, change.mpxn())));
    }

    /** The ids of those that run now. */
    List<Long> schedules(SupplierChange change) {
        return devices.at(change.mpxn()).stream()
                .flatMap(device -> schedules.running(device.id()).stream())
                .toList();
    }

    /** @return how many ended */
    int endSchedules(SupplierChange change) {
        return devices.at(change.mpxn()).stream()
                .mapToInt(device ->
                        schedules.removeWhereRightHasEnded(device.id()).size())
                .sum();
    }
}
