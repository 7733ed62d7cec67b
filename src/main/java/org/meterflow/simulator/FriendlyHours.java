package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.BitString;
import org.meterflow.gbcs.Octets;

/** The hours of a non-disablement calendar, in which no supply is switched off for lack of credit. */
final class FriendlyHours {

    private static final int START = 32;
    private static final int DAYS_LOOKED_BACK = 8;
    private static final int BITS = 8;

    private FriendlyHours() {}

    /** @param schedule entries that start and stop; the last one before now counts */
    static boolean isOn(DlmsData schedule, @Nullable DlmsData specialDays, Instant now) {
        LocalDateTime time = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        for (int age = 0; age < DAYS_LOOKED_BACK; age++) {
            LocalDate day = time.toLocalDate().minusDays(age);
            int until = age == 0 ? time.toLocalTime().toSecondOfDay() : Integer.MAX_VALUE;
            DlmsData last = lastOf(schedule, specialDays, day, until);
            if (last != null) {
                return last.at(3).number() == START;
            }
        }
        return false;
    }

    private static @Nullable DlmsData lastOf(
            DlmsData schedule, @Nullable DlmsData specialDays, LocalDate day, int until) {
        DlmsData last = null;
        int latest = -1;
        for (DlmsData entry : schedule.elements()) {
            int second = second(entry.at(4).text());
            if (second <= until && second >= latest && applies(entry, specialDays, day)) {
                latest = second;
                last = entry;
            }
        }
        return last;
    }

    private static int second(Octets time) {
        return time.at(0) * 3600 + time.at(1) * 60 + time.at(2);
    }

    private static boolean applies(DlmsData entry, @Nullable DlmsData specialDays, LocalDate day) {
        List<DlmsData> specials = specialDays == null ? List.of() : specialDays.elements();
        for (int i = 0; i < specials.size(); i++) {
            if (SwitchingTable.matches(specials.get(i).at(1).text(), day)) {
                return bit(entry.at(7), i);
            }
        }
        return bit(entry.at(6), day.getDayOfWeek().getValue() - 1);
    }

    private static boolean bit(DlmsData bits, int index) {
        return bits instanceof BitString string
                && index < string.count()
                && (string.octets().at(index / BITS) >> BITS - 1 - index % BITS & 1) == 1;
    }
}
