package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;

/**
 * Switches an electricity meter's supply off when more power was drawn than its limit for longer than its period, and on
 * again after another period (GBCS ECS28); where the supply is to be left alone, it only counts and tells.
 */
final class LoadLimit {

    private static final String ABOVE = "load.above";
    private static final String RESTORE = "load.restore";
    private static final String COUNTER = "3 0-0:94.44.42.255 2";
    private static final String DISABLES = "9000 0-0:94.44.0.3 2";
    private static final String LIMIT = "71 0-0:17.0.0.255 4";
    private static final String PERIOD = "71 0-0:17.0.0.255 6";
    private static final String RESTORATION = "71 0-0:17.0.0.255 7";
    private static final int ABOVE_LIMIT = 0x8F01;
    private static final int DISABLED_THEN_ARMED = 0x8F33;
    private static final int ENABLED_AGAIN = 0x8F34;
    private static final long HALF_HOUR = 1800;

    static final long WATTS_AS_MADE = 23_000;
    static final long SECONDS_AS_MADE = 30;

    private final Esme esme;
    private final Memory memory;
    private final NextLook next;

    LoadLimit(Esme esme) {
        this.esme = esme;
        this.memory = esme.memory;
        this.next = new NextLook(memory, "load.next", this::mayExceed);
    }

    private long watts() {
        return esme.number(LIMIT, WATTS_AS_MADE);
    }

    void look(Instant now, Announcer alerts) {
        if (nextDue() == null && !esme.load.isHeavy() && !memory.has(ABOVE)) {
            return;
        }
        next.set(Periods.earliest(restore(now, alerts), limit(now, alerts), usual(now)));
    }

    @Nullable
    Instant nextDue() {
        return next.due();
    }

    private boolean mayExceed() {
        return esme.load.highestUsualPower() > watts();
    }

    private @Nullable Instant usual(Instant now) {
        return mayExceed() ? Mains.halfHour(now).plusSeconds(HALF_HOUR) : null;
    }

    private @Nullable Instant restore(Instant now, Announcer alerts) {
        Instant due = memory.time(RESTORE);
        if (due == null) {
            return null;
        }
        boolean awaited = esme.supply.state() == SupplySwitch.State.ARMED;
        if (awaited && due.isAfter(now)) {
            return due;
        }
        memory.remove(RESTORE);
        if (awaited) {
            esme.supply.on(now);
            tell(ENABLED_AGAIN, now, alerts);
        }
        return null;
    }

    private @Nullable Instant limit(Instant now, Announcer alerts) {
        if (!isAbove(now)) {
            memory.remove(ABOVE);
            return null;
        }
        if (memory.has(ABOVE)) {
            return null;
        }
        Duration period = Duration.ofSeconds(esme.number(PERIOD, SECONDS_AS_MADE));
        Instant since = esme.load.steadySince(now);
        while (Duration.between(since, now).compareTo(period) < 0 && isAbove(since.minusMillis(1))) {
            since = esme.load.steadySince(since.minusMillis(1));
        }
        Instant due = since.plus(period);
        return due.isAfter(now) ? due : exceeded(now, alerts);
    }

    private boolean isAbove(Instant at) {
        return esme.load.powerAt(at) > watts();
    }

    private @Nullable Instant exceeded(Instant now, Announcer alerts) {
        memory.put(COUNTER, DlmsData.u32(esme.number(COUNTER, 0) + 1));
        if (!(memory.data(DISABLES) instanceof DlmsData.Bool disables && disables.isTrue())) {
            memory.put(ABOVE, now);
            tell(ABOVE_LIMIT, now, alerts);
            return null;
        }
        esme.supply.off(now);
        esme.supply.arm();
        tell(DISABLED_THEN_ARMED, now, alerts);
        Instant again = now.plusSeconds(esme.number(RESTORATION, SECONDS_AS_MADE));
        memory.put(RESTORE, again);
        return again;
    }

    private void tell(int code, Instant now, Announcer alerts) {
        esme.events.add(now, code, "");
        alerts.say(Announcement.dlms(code));
    }
}
