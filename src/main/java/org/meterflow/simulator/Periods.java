package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;

/** The moments at which meters write their daily and billing logs. */
final class Periods {

    /** Dates that every month has one of, its first day. */
    static final List<DlmsData> MONTHLY =
            List.of(DlmsData.structure(Shapes.octets("00000000"), Shapes.octets("FFFFFF01FF")));

    private static final int DAYS_LOOKED_BACK = 800;

    private Periods() {}

    /** The last so many midnights that lie in a period. */
    static List<Instant> midnights(Instant now, int kept, Instant from, Instant to) {
        Instant last = now.truncatedTo(ChronoUnit.DAYS);
        List<Instant> midnights = new ArrayList<>();
        for (int age = kept - 1; age >= 0; age--) {
            Instant midnight = last.minus(age, ChronoUnit.DAYS);
            if (!midnight.isBefore(from) && !midnight.isAfter(to)) {
                midnights.add(midnight);
            }
        }
        return midnights;
    }

    static Instant latest(Instant... moments) {
        Instant latest = moments[0];
        for (Instant moment : moments) {
            latest = moment.isAfter(latest) ? moment : latest;
        }
        return latest;
    }

    /** The earliest of those that are there. */
    static @Nullable Instant earliest(@Nullable Instant... moments) {
        Instant earliest = null;
        for (Instant moment : moments) {
            earliest = moment != null && (earliest == null || moment.isBefore(earliest)) ? moment : earliest;
        }
        return earliest;
    }

    /** The first of a calendar's moments after another one; null when it has none. */
    static @Nullable Instant nextBilling(Instant after, List<DlmsData> dates) {
        LocalDate day = LocalDate.ofInstant(after, ZoneOffset.UTC);
        for (int ahead = 0; ahead <= DAYS_LOOKED_BACK; ahead++) {
            Instant next = null;
            for (DlmsData each : dates) {
                LocalDate date = day.plusDays(ahead);
                Octets time = each.at(0).text();
                Instant moment = date.atTime(time.at(0) % 24, time.at(1) % 60).toInstant(ZoneOffset.UTC);
                boolean counts = SwitchingTable.matches(each.at(1).text(), date) && moment.isAfter(after);
                next = counts && (next == null || moment.isBefore(next)) ? moment : next;
            }
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    /** @param dates each a time of four bytes and a date of five, with wildcards */
    static List<Instant> billings(Instant now, List<DlmsData> dates, int kept, Instant from, Instant to) {
        TreeSet<Instant> moments = new TreeSet<>();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (int age = 0; age <= DAYS_LOOKED_BACK && moments.size() < kept; age++) {
            LocalDate date = day.minusDays(age);
            for (DlmsData each : dates) {
                if (SwitchingTable.matches(each.at(1).text(), date)) {
                    Octets time = each.at(0).text();
                    Instant moment =
                            date.atTime(time.at(0) % 24, time.at(1) % 60).toInstant(ZoneOffset.UTC);
                    if (!moment.isAfter(now)) {
                        moments.add(moment);
                    }
                }
            }
        }
        return moments.stream()
                .filter(moment -> !moment.isBefore(from) && !moment.isAfter(to))
                .toList();
    }
}
