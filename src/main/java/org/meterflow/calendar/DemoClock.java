package org.meterflow.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A clock that runs like any other but can be advanced, so that days of waiting pass in a demonstration. How far it is
 * ahead is kept in the database: a restart does not bring the past back.
 */
public class DemoClock extends Clock {

    private final AtomicReference<Duration> ahead;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final ZoneId zone;

    DemoClock(JdbcClient jdbc, ApplicationEventPublisher events) {
        this(new AtomicReference<>(storedAdvance(jdbc)), jdbc, events, ZoneOffset.UTC);
    }

    private DemoClock(AtomicReference<Duration> ahead, JdbcClient jdbc, ApplicationEventPublisher events, ZoneId zone) {
        this.ahead = ahead;
        this.jdbc = jdbc;
        this.events = events;
        this.zone = zone;
    }

    private static Duration storedAdvance(JdbcClient jdbc) {
        return Duration.ofMillis(jdbc.sql("select ahead_millis from platform_clock")
                .query(Long.class)
                .single());
    }

    /** @throws IllegalArgumentException when asked to go back: timers that have fired cannot be unfired */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("The clock cannot go back");
        }
        jdbc.sql("update platform_clock set ahead_millis = ahead_millis + ?")
                .param(by.toMillis())
                .update();
        ahead.updateAndGet(before -> before.plus(by));
        events.publishEvent(new ClockMoved(instant()));
    }

    /** Advances to the given instant; does nothing when that has passed already. */
    public void advanceTo(Instant instant) {
        Duration missing = Duration.between(instant(), instant);
        if (!missing.isNegative() && !missing.isZero()) {
            advance(missing);
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(System.currentTimeMillis()).plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new DemoClock(ahead, jdbc, events, other);
    }
}
