package org.meterflow.outage;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.HubConnected;
import org.meterflow.metering.HubsLostPower;
import org.meterflow.metering.MeterAlerted;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes which home loses its supply and which has it again, in the transactions that say so. */
@Component
class SupplyWatch {

    private final JdbcTemplate jdbc;
    private final Areas areas;
    private final Devices devices;
    private final OutageSettings settings;

    SupplyWatch(JdbcTemplate jdbc, Areas areas, Devices devices, OutageSettings settings) {
        this.jdbc = jdbc;
        this.areas = areas;
        this.devices = devices;
        this.settings = settings;
    }

    @EventListener
    @Transactional
    void on(HubsLostPower storm) {
        List<Object[]> rows = storm.losses().stream()
                .map(loss -> new Object[] {
                    loss.hub().value(), areas.of(loss.hub()), Timestamp.from(loss.lostAt()), Timestamp.from(storm.at())
                })
                .toList();
        jdbc.batchUpdate(
                "insert into supply_loss (hub, area, lost_at, noted_at) values (?, ?, ?, ?) on conflict do nothing",
                rows);
    }

    /** A hub that calls has power. */
    @EventListener
    @Transactional
    void on(HubConnected connected) {
        restored(connected.hub(), connected.at());
    }

    @EventListener
    @Transactional
    void on(MeterAlerted alerted) {
        if (settings.restoredAlerts().contains(alerted.alertCode())) {
            devices.find(alerted.device()).map(Device::network).ifPresent(hub -> restored(hub, alerted.at()));
        }
    }

    private void restored(Eui64 hub, Instant at) {
        jdbc.update(
                "update supply_loss set restored_at = ? where hub = ? and restored_at is null",
                Timestamp.from(at),
                hub.value());
    }
}
