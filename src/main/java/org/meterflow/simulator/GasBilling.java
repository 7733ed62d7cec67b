package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsTime;

/** When a gas meter's billing periods end: from the calendar's start on, every so many days, weeks or months. */
final class GasBilling {

    private static final int CALENDAR = 0x09;
    private static final int WEEKS = 2;
    private static final int MONTHS = 3;

    private final GasKept kept;

    GasBilling(GasKept kept) {
        this.kept = kept;
    }

    private long number(int offset, int length, long asMade) {
        return kept.number(Gsme.PRICE, CALENDAR, offset, length, asMade);
    }

    /** Null while no calendar was published. */
    @Nullable
    Instant next(@Nullable Instant after) {
        if (kept.content(Gsme.PRICE, CALENDAR) == null || after == null) {
            return null;
        }
        long every = Math.max(1, number(12, 3, 1));
        int unit = (int) number(15, 1, 0) & 0x0F;
        LocalDateTime start = LocalDateTime.ofInstant(DlmsTime.since2000(number(8, 4, 0)), ZoneOffset.UTC);
        LocalDateTime last = LocalDateTime.ofInstant(after, ZoneOffset.UTC);
        ChronoUnit units = unit == MONTHS ? ChronoUnit.MONTHS : unit == WEEKS ? ChronoUnit.WEEKS : ChronoUnit.DAYS;
        long passed = start.isAfter(last) ? 0 : units.between(start, last) / every + 1;
        return start.plus(passed * every, units).toInstant(ZoneOffset.UTC);
    }
}
