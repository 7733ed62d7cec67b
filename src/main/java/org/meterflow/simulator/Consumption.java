package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a home draws: a register that grows day by day, more in winter, by a profile of half hours. It is a function of
 * seed and time alone, so a meter needs no memory and tells the same of a day whenever it is asked.
 */
final class Consumption {

    /** When a register stood as a home's description says. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final double DAYS_IN_YEAR = 365.25;
    private static final double COLDEST_DAY = 20;
    private static final int HALF_HOURS = 48;

    /** By how much of an average day two neighbouring days may differ. */
    private static final double CHANCE = 0.2;

    /** How a household's day goes, by half hours from midnight. */
    static final double[] HOUSEHOLD = cumulative(new double[] {
        12, 11, 10, 9, 9, 8, 8, 8, 8, 9, 10, 12, 16, 21, 25, 26, 24, 21, 19, 18, 18, 18, 19, 20,
        21, 21, 20, 19, 18, 18, 19, 22, 27, 33, 38, 40, 40, 38, 36, 33, 31, 29, 27, 24, 21, 18, 16, 14
    });

    /** Heaters and a boiler that are charged at night, and in the early afternoon once more. */
    static final double[] STORAGE_HEATING = cumulative(new double[] {
        30, 40, 40, 40, 40, 40, 40, 38, 34, 28, 20, 14, 8, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 6, 10, 10, 8, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 14
    });

    private final long seed;
    private final double perDay;
    private final double season;
    private final double first;
    private final double[] profile;

    /**
     * @param perYear in the register's own unit
     * @param season 0 for the same all year, 0.7 for heating; never more
     * @param atStart what the register showed when 2026 began; null for anything
     */
    Consumption(long seed, double perYear, double season, @Nullable Long atStart) {
        this(seed, perYear, season, atStart, HOUSEHOLD);
    }

    /** @param profile which part of a day's use is drawn by when */
    Consumption(long seed, double perYear, double season, @Nullable Long atStart, double[] profile) {
        this.seed = seed;
        this.profile = profile;
        double size = 0.6 + 0.8 * chance(seed, -1);
        this.perDay = perYear * size / DAYS_IN_YEAR;
        this.season = season;
        double grown = grown(number(LocalDate.ofInstant(START, ZoneOffset.UTC)));
        this.first = atStart == null ? perDay * 900 * chance(seed, -2) : atStart - grown;
    }

    long at(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        double begin = midnight(number(day));
        double end = midnight(number(day) + 1);
        return (long) (begin + (end - begin) * share(time.atZone(ZoneOffset.UTC).toLocalTime()));
    }

    /** The part that was drawn before 7 in the morning, of all days together. */
    long nightAt(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        LocalTime now = time.atZone(ZoneOffset.UTC).toLocalTime();
        double night = share(LocalTime.of(7, 0));
        double begin = midnight(number(day));
        double today = midnight(number(day) + 1) - begin;
        return (long) (begin * night + today * Math.min(night, share(now)));
    }

    private static long number(LocalDate day) {
        return ChronoUnit.DAYS.between(FIRST_DAY, day);
    }

    private double midnight(long day) {
        return Math.max(0, first + grown(day));
    }

    private double grown(long day) {
        double winter =
                season * DAYS_IN_YEAR / (2 * Math.PI) * Math.sin(2 * Math.PI * (day - COLDEST_DAY) / DAYS_IN_YEAR);
        return perDay * (day + DAYS_IN_YEAR + winter + CHANCE * chance(seed, day));
    }

    /** What is drawn at a moment, in the register's unit for an hour. */
    double rate(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        int halfHour = time.atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 1800;
        return 2 * (profile[halfHour + 1] - profile[halfHour]) * (midnight(number(day) + 1) - midnight(number(day)));
    }

    /** A bound that the rate never exceeds. */
    double highestRate() {
        double steepest = 0;
        for (int i = 0; i < HALF_HOURS; i++) {
            steepest = Math.max(steepest, profile[i + 1] - profile[i]);
        }
        return 2 * steepest * perDay * (1 + season + CHANCE);
    }

    private double share(LocalTime time) {
        double halfHours = time.toSecondOfDay() / 1800.0;
        int whole = Math.min((int) halfHours, HALF_HOURS - 1);
        return profile[whole] + (profile[whole + 1] - profile[whole]) * (halfHours - whole);
    }

    private static double[] cumulative(double[] weights) {
        double[] sums = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            sums[i + 1] = sums[i] + weights[i];
        }
        double all = sums[weights.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= all;
        }
        return sums;
    }

    /** Between 0 and 1, always the same for the same two numbers. */
    static double chance(long seed, long number) {
        long mixed = seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return ((mixed ^ mixed >>> 31) >>> 11) * 0x1.0p-53;
    }
}
