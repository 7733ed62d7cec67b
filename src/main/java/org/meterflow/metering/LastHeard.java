package org.meterflow.metering;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When devices were heard last: what tells a silent home from one that nobody has asked. */
@Component
public class LastHeard {

    private final JdbcClient jdbc;

    LastHeard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When the device's latest message came in; empty when it never sent one. */
    public Optional<Instant> of(Eui64 device) {
        return jdbc.sql("select received_at from meter_message where sender = ? order by id desc limit 1")
                .param(device.value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Whether a line to the device's hub is up at this moment. */
    public boolean isReached(Eui64 device) {
        return jdbc.sql("select exists (select from hub_reach where device = ?)")
                .param(device.value())
                .query(Boolean.class)
                .single();
    }
}
