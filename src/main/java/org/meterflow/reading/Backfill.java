package org.meterflow.reading;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks meters for the periods that are missing, when nobody else wants them. */
@Component
class Backfill {

    private static final int AT_ONCE = 200;
    private static final int ATTEMPTS = 3;

    private record Missing(long id, Eui64 device, ReadingLog log, Instant from, Instant to, int asks) {}

    private final JdbcClient jdbc;
    private final Meters meters;
    private final ReadingSettings settings;
    private final Clock clock;

    Backfill(JdbcClient jdbc, Meters meters, ReadingSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${meterflow.readings.look-for-gaps-every:PT30S}")
    @Transactional
    public void ask() {
        if (settings.fillGaps()) {
            Instant now = clock.instant();
            due(now).forEach(this::ask);
        }
    }

    private List<Missing> due(Instant now) {
        return jdbc.sql("""
                        select id, device, log, from_at, to_at, asks from reading_gap
                        where closed_at is null and next_ask_at <= ? order by next_ask_at, id limit ?
                        for update skip locked
                        """)
                .params(Timestamp.from(now), AT_ONCE)
                .query((row, number) -> new Missing(
                        row.getLong("id"),
                        new Eui64(row.getString("device")),
                        ReadingLog.valueOf(row.getString("log")),
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("to_at").toInstant(),
                        row.getInt("asks")))
                .list();
    }

    private void ask(Missing missing) {
        String reference = ReadingGaps.reference(missing.id(), missing.asks() + 1);
        jdbc.sql("update reading_gap set asks = asks + 1, reference = ?, next_ask_at = 'infinity' where id = ?")
                .params(reference, missing.id())
                .update();
        meters.askLast(new MeterCommand(
                reference,
                missing.device(),
                missing.log().read(missing.from(), missing.to()),
                OnBehalfOf.dcc(),
                settings.answerWithin(),
                ATTEMPTS));
    }
}
