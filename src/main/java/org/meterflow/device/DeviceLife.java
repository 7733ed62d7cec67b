package org.meterflow.device;

import static org.meterflow.device.DeviceRows.utc;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The steps that devices take in their lives, each kept and told. */
@Component
class DeviceLife {

    private final DeviceRows rows;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    DeviceLife(DeviceRows rows, JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    Device changeStatus(Eui64 id, DeviceStatus to, String reason) {
        Device device = rows.locked(id).orElseThrow(() -> new UnknownDevice(id));
        DeviceStatus from = device.status();
        if (from == to) {
            return device;
        }
        if (from == null || !allowed(id, from, to)) {
            throw new StatusChangeRefused(id, from, to);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("update device set status = ?, status_since = ? where id = ?")
                .params(to.name(), utc(now), id.value())
                .update();
        record(id, from, to, now, reason);
        return rows.locked(id).orElseThrow(() -> new UnknownDevice(id));
    }

    void forget(Eui64 id) {
        Device device = rows.locked(id).orElseThrow(() -> new UnknownDevice(id));
        if (!device.is(DeviceStatus.PENDING)) {
            throw new StatusChangeRefused(id, device.status(), "be taken out of the inventory");
        }
        jdbc.sql("delete from device_history where device = ?")
                .param(id.value())
                .update();
        jdbc.sql("delete from device where id = ?").param(id.value()).update();
    }

    private boolean allowed(Eui64 id, DeviceStatus from, DeviceStatus to) {
        if (from != DeviceStatus.SUSPENDED || to == DeviceStatus.RECOVERY) {
            return from.successors().contains(to);
        }
        List<StatusStep> history = history(id);
        return history.get(history.size() - 1).from() == to;
    }

    void record(Eui64 id, @Nullable DeviceStatus from, DeviceStatus to, Instant at, String reason) {
        jdbc.sql("insert into device_history (device, from_status, to_status, at, reason) values (?, ?, ?, ?, ?)")
                .params(id.value(), from == null ? null : from.name(), to.name(), utc(at), reason)
                .update();
        events.publishEvent(new DeviceStatusChanged(id, from, to, at, reason));
    }

    List<StatusStep> history(Eui64 id) {
        return jdbc.sql("select * from device_history where device = ? order by id")
                .param(id.value())
                .query((row, number) -> new StatusStep(
                        DeviceRows.status(row.getString("from_status")),
                        DeviceStatus.valueOf(row.getString("to_status")),
                        row.getTimestamp("at").toInstant(),
                        row.getString("reason")))
                .list();
    }
}
