package org.meterflow.outage;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.HubConnected;
import org.meterflow.metering.HubsLostPower;
import org.meterflow.metering.MeterAlerted;
import org.meterflow.metering.PowerLoss;
import org.springframework.context.ApplicationEventPublisher;
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
    private final ApplicationEventPublisher events;

    SupplyWatch(
            JdbcTemplate jdbc,
            Areas areas,
            Devices devices,
            OutageSettings settings,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.areas = areas;
        this.devices = devices;
        this.settings = settings;
        this.events = events;
    }

    @EventListener
    @Transactional
    void on(HubsLostPower storm) {
        List<PowerLoss> fresh = jdbc.query(
                connection -> insertion(connection, storm),
                (row, number) -> new PowerLoss(
                        new Eui64(row.getString(1)), row.getTimestamp(2).toInstant()));
        if (!fresh.isEmpty()) {
            events.publishEvent(new HomesLostSupply(fresh, storm.at()));
        }
    }

    private PreparedStatement insertion(Connection connection, HubsLostPower storm) throws SQLException {
        List<PowerLoss> losses = storm.losses();
        Map<Eui64, String> area =
                areas.of(losses.stream().map(PowerLoss::hub).distinct().toList());
        PreparedStatement statement = connection.prepareStatement("""
                insert into supply_loss (hub, area, lost_at, noted_at)
                select hub, area, lost_at, ? from unnest(?, ?, ?) as new (hub, area, lost_at)
                on conflict do nothing returning hub, lost_at
                """);
        statement.setTimestamp(1, Timestamp.from(storm.at()));
        statement.setArray(
                2, array(connection, "text", losses, loss -> loss.hub().value()));
        statement.setArray(3, array(connection, "text", losses, loss -> area.get(loss.hub())));
        statement.setArray(
                4,
                array(connection, "timestamptz", losses, loss -> loss.lostAt().toString()));
        return statement;
    }

    private static Array array(
            Connection connection, String type, List<PowerLoss> losses, Function<PowerLoss, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, losses.stream().map(value).toArray());
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
