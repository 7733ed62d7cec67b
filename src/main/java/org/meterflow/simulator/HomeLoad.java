package org.meterflow.simulator;

import java.time.Instant;

/**
 * What a home draws from the mains: as it usually does, and more while something heavy runs; nothing while its supply is
 * off.
 */
final class HomeLoad {

    private static final double MILLIS_AN_HOUR = 3_600_000;
    private static final String FORGOTTEN = "load.forgotten";

    private final Memory memory;
    private final Consumption usual;
    private final SupplySwitch supply;
    private final Episodes heavy;

    HomeLoad(Consumption usual, SupplySwitch supply, Memory memory) {
        this.usual = usual;
        this.supply = supply;
        this.memory = memory;
        this.heavy = new Episodes(memory, "load");
    }

    /** Wh. */
    long used(Instant at) {
        double more = 0;
        for (Episodes.Episode episode : heavy.all()) {
            more += drawn(episode, at);
        }
        return supply.register(usual::at, at) + memory.number(FORGOTTEN, 0) + (long) more;
    }

    private double drawn(Episodes.Episode episode, Instant until) {
        if (!episode.from().isBefore(until)) {
            return 0;
        }
        Instant to = episode.to() == null || episode.to().isAfter(until) ? until : episode.to();
        return episode.value() * (supply.on(episode.from(), to).toMillis() / MILLIS_AN_HOUR);
    }

    /** Wh that were usually drawn before seven in the morning. */
    long usedAtNight(Instant at) {
        return supply.register(usual::nightAt, at);
    }

    /** W. */
    double powerAt(Instant time) {
        Integer more = heavy.at(time);
        return supply.wasOn(time) ? usual.rate(time) + (more == null ? 0 : more) : 0;
    }

    /** W that are never exceeded while nothing heavy runs. */
    double highestUsualPower() {
        return usual.highestRate();
    }

    boolean isHeavy() {
        return heavy.isOn();
    }

    /** So many watts beside the usual ones from now on. */
    void begin(int watts, Instant now) {
        heavy.begin(watts, now);
    }

    void end(Instant now) {
        heavy.end(now)
                .ifPresent(old -> memory.put(FORGOTTEN, memory.number(FORGOTTEN, 0) + Math.round(drawn(old, now))));
    }

    /** Since when it has been what it is at a moment. */
    Instant steadySince(Instant time) {
        return Periods.latest(Mains.halfHour(time), heavy.lastChange(time), supply.lastChange(time));
    }
}
