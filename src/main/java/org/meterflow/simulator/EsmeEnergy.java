package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** The energy that has gone through an electricity meter: drawn by the home, and sent back by panels on its roof. */
final class EsmeEnergy {

    static final double REACTIVE_SHARE = 0.18;

    private static final double PANELS_SHARE = 0.2;
    private static final double EXPORT_SHARE = 0.4;

    private final long seed;
    private final Consumption consumption;
    private final HomeLoad load;

    EsmeEnergy(long seed, Consumption consumption, HomeLoad load) {
        this.seed = seed;
        this.consumption = consumption;
        this.load = load;
    }

    /** Wh. */
    long imported(Instant at) {
        return load.used(at);
    }

    /** varh. */
    long reactiveImported(Instant at) {
        return (long) (imported(at) * REACTIVE_SHARE);
    }

    /** Wh; nothing where there are no panels on the roof. */
    long exported(Instant at) {
        boolean panels = Consumption.chance(seed, -11) < PANELS_SHARE;
        return panels ? (long) (consumption.at(at) * EXPORT_SHARE) : 0;
    }

    /** varh. */
    long reactiveExported(Instant at) {
        return (long) (exported(at) * REACTIVE_SHARE);
    }

    /** The highest half-hourly average of the last day, in W. */
    long highestPower(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Instant peak = day.minusDays(1).atTime(LocalTime.of(18, 0)).toInstant(ZoneOffset.UTC);
        return 2 * (imported(peak) - imported(peak.minusSeconds(1800)));
    }
}
