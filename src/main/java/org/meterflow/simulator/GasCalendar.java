package org.meterflow.simulator;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.Octets;

/** Which profile a day has in a calendar that was published to a gas meter: by special days, seasons and weeks. */
final class GasCalendar {

    private static final int SPECIAL_DAYS_HEAD = 20;
    private static final int SEASONS_HEAD = 14;
    private static final int WEEK_HEAD = 12;
    private static final int DAY_HEAD = 17;
    private static final int DATED_ENTRY = 5;
    private static final int ANY = 0xFF;
    private static final int LAST_DAY = 0xFE;
    private static final int SECOND_LAST_DAY = 0xFD;
    private static final int FIRST_YEAR = 1900;

    private final Memory memory;
    private final String prefix;

    /** @param kind tariff or friendly */
    GasCalendar(Memory memory, String kind) {
        this.memory = memory;
        this.prefix = "gas." + kind + ".0707.";
    }

    /** The day's entries, each a minute (2 bytes) and what begins with it (1); none where nothing was published. */
    OctetReader entries(LocalDate date) {
        return after(memory.octets(prefix + "01." + day(date)), DAY_HEAD);
    }

    private static OctetReader after(@Nullable Octets content, int head) {
        if (content == null || content.length() <= head) {
            return new OctetReader(new byte[0]);
        }
        OctetReader reader = new OctetReader(content.bytes());
        reader.take(head, "the head");
        return reader;
    }

    private int day(LocalDate date) {
        OctetReader special = after(memory.octets(prefix + "04"), SPECIAL_DAYS_HEAD);
        while (special.remaining() >= DATED_ENTRY) {
            int[] pattern = pattern(special);
            int day = special.u8("a day");
            if (matches(pattern, date)) {
                return day;
            }
        }
        OctetReader week = after(
                memory.octets(prefix + "02." + week(date)),
                WEEK_HEAD + date.getDayOfWeek().getValue());
        return week.remaining() > 0 ? week.u8("a day") : 0;
    }

    /** The week of the season that began last. */
    private int week(LocalDate date) {
        int week = 0;
        LocalDate latest = LocalDate.MIN;
        OctetReader seasons = after(memory.octets(prefix + "03.0"), SEASONS_HEAD);
        while (seasons.remaining() >= DATED_ENTRY) {
            LocalDate begin = begin(pattern(seasons), date);
            int named = seasons.u8("a week");
            if (week == 0 || begin != null && !begin.isAfter(date) && !begin.isBefore(latest)) {
                week = named;
                latest = begin == null || begin.isAfter(date) ? latest : begin;
            }
        }
        return week;
    }

    /** Year since 1900, month, day, day of the week, each FF for any. */
    private static int[] pattern(OctetReader reader) {
        return new int[] {
            reader.u8("a year"), reader.u8("a month"), reader.u8("a day of the month"), reader.u8("a day of the week")
        };
    }

    private static boolean matches(int[] pattern, LocalDate date) {
        return is(pattern[0], date.getYear() - FIRST_YEAR)
                && is(pattern[1], date.getMonthValue())
                && is(dayOfMonth(pattern[2], date), date.getDayOfMonth())
                && is(pattern[3], date.getDayOfWeek().getValue());
    }

    private static int dayOfMonth(int wanted, LocalDate date) {
        return switch (wanted) {
            case LAST_DAY -> date.lengthOfMonth();
            case SECOND_LAST_DAY -> date.lengthOfMonth() - 1;
            default -> wanted;
        };
    }

    private static boolean is(int wanted, int value) {
        return wanted == ANY || wanted == value;
    }

    private static @Nullable LocalDate begin(int[] pattern, LocalDate date) {
        try {
            int month = pattern[1] == ANY ? 1 : pattern[1];
            int day = pattern[2] == ANY ? 1 : pattern[2];
            if (pattern[0] != ANY) {
                return LocalDate.of(FIRST_YEAR + pattern[0], month, day);
            }
            LocalDate thisYear = LocalDate.of(date.getYear(), month, day);
            return thisYear.isAfter(date) ? thisYear.minusYears(1) : thisYear;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }
}
