package org.meterflow.simulator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;

/** When which register of a tariff counts: seasons, weeks, days and special days (IEC 62056-6-2, activity calendar). */
final class SwitchingTable implements Registers.Timetable {

    private static final int ANY_YEAR = 0xFFFF;
    private static final int ANY = 0xFF;
    private static final int LAST_DAY = 0xFE;
    private static final int SECONDS_AN_HOUR = 3600;

    private final DlmsData seasons;
    private final DlmsData weeks;
    private final DlmsData days;
    private final DlmsData specialDays;

    /** @param script the number of the action, such as a register's */
    record Change(int second, int script) {}

    SwitchingTable(DlmsData seasons, DlmsData weeks, DlmsData days, DlmsData specialDays) {
        this.seasons = seasons;
        this.weeks = weeks;
        this.days = days;
        this.specialDays = specialDays;
    }

    /** The changes of a day in their order, the first at midnight; empty when the tables say nothing of it. */
    @Override
    public List<Change> on(LocalDate date) {
        Integer day = day(date);
        if (day == null) {
            return List.of();
        }
        for (DlmsData profile : days.elements()) {
            if (profile.at(0).number() == day) {
                return changes(profile.at(1));
            }
        }
        return List.of();
    }

    private static List<Change> changes(DlmsData schedule) {
        List<Change> changes = new ArrayList<>();
        for (DlmsData entry : schedule.elements()) {
            Octets time = entry.at(0).text();
            int second = time.at(0) * SECONDS_AN_HOUR + time.at(1) * 60 + time.at(2);
            changes.add(new Change(second, (int) entry.at(2).number()));
        }
        return fromMidnight(changes);
    }

    /** In order; until the first of the day, the last of the day before goes on. */
    static List<Change> fromMidnight(List<Change> changes) {
        changes.sort(Comparator.comparingInt(Change::second));
        if (!changes.isEmpty() && changes.get(0).second() > 0) {
            changes.add(0, new Change(0, changes.get(changes.size() - 1).script()));
        }
        return changes;
    }

    private @Nullable Integer day(LocalDate date) {
        for (DlmsData special : specialDays.elements()) {
            if (matches(special.at(1).text(), date)) {
                return (int) special.at(2).number();
            }
        }
        Octets week = week(date);
        for (DlmsData profile : weeks.elements()) {
            if (profile.at(0).text().equals(week)) {
                return (int) profile.at(date.getDayOfWeek().getValue()).number();
            }
        }
        return null;
    }

    /** The week of the season that began last. */
    private @Nullable Octets week(LocalDate date) {
        Octets week = null;
        LocalDate latest = LocalDate.MIN;
        for (DlmsData season : seasons.elements()) {
            LocalDate begin = begin(season.at(1).text(), date);
            if (begin != null && !begin.isAfter(date) && !begin.isBefore(latest)) {
                latest = begin;
                week = season.at(2).text();
            }
        }
        return week == null && !seasons.elements().isEmpty()
                ? seasons.at(0).at(2).text()
                : week;
    }

    private static @Nullable LocalDate begin(Octets start, LocalDate date) {
        int year = start.at(0) << 8 | start.at(1);
        int month = start.at(2) > 12 ? 1 : start.at(2);
        int day = start.at(3) > 31 ? 1 : start.at(3);
        try {
            if (year != ANY_YEAR) {
                return LocalDate.of(year, month, day);
            }
            LocalDate thisYear = LocalDate.of(date.getYear(), month, day);
            return thisYear.isAfter(date) ? thisYear.minusYears(1) : thisYear;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** Five bytes: year, month, day, day of the week, each FF for any. */
    static boolean matches(Octets pattern, LocalDate date) {
        int year = pattern.at(0) << 8 | pattern.at(1);
        boolean dayMatches = pattern.at(3) == ANY
                || pattern.at(3) == date.getDayOfMonth()
                || pattern.at(3) == LAST_DAY && date.getDayOfMonth() == date.lengthOfMonth();
        return (year == ANY_YEAR || year == date.getYear())
                && (pattern.at(2) == ANY || pattern.at(2) == date.getMonthValue())
                && dayMatches
                && (pattern.at(4) == ANY || pattern.at(4) == date.getDayOfWeek().getValue());
    }
}
