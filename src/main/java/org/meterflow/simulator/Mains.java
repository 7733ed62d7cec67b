package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * The voltage a meter is fed with: by the home's seed, within what a network keeps and in a few homes at its edge; out of
 * it while something is wrong with the network. It is the same of a moment whenever it is asked.
 */
final class Mains {

    private static final long HALF_HOUR = 1800;
    private static final int USUAL = 240;
    private static final int SWING = 4;
    private static final int AT_THE_EDGE = 12;
    private static final double HOMES_AT_THE_EDGE = 0.02;

    private final long seed;
    private final Episodes wrong;

    Mains(long seed, Memory memory) {
        this.seed = seed;
        this.wrong = new Episodes(memory, "mains");
    }

    /** From now on it is so many volts on all phases, whatever is usual. */
    void become(int volts, Instant now) {
        wrong.begin(volts, now);
    }

    void recover(Instant now) {
        wrong.end(now);
    }

    boolean isWrong() {
        return wrong.isOn();
    }

    double at(int phase, Instant time) {
        Integer volts = wrong.at(time);
        double chance = Consumption.chance(seed + phase, Math.floorDiv(time.getEpochSecond(), HALF_HOUR));
        return volts == null ? middle(phase) + 2 * SWING * (chance - 0.5) : volts;
    }

    private double middle(int phase) {
        return USUAL + (Consumption.chance(seed, -12 - phase) < HOMES_AT_THE_EDGE ? AT_THE_EDGE : 0);
    }

    /** What it never exceeds while nothing is wrong. */
    double highest(int phase) {
        return middle(phase) + SWING;
    }

    double lowest(int phase) {
        return middle(phase) - SWING;
    }

    double average(int phase, Instant from, Instant to) {
        double sum = 0;
        Instant begin = from;
        while (begin.isBefore(to)) {
            Instant halfHour = halfHour(begin).plusSeconds(HALF_HOUR);
            Instant end = wrong.nextChange(begin, halfHour.isBefore(to) ? halfHour : to);
            sum += at(phase, begin) * Duration.between(begin, end).toMillis();
            begin = end;
        }
        return sum / Math.max(1, Duration.between(from, to).toMillis());
    }

    /** Since when it has been what it is at a moment. */
    Instant steadySince(Instant time) {
        return Periods.latest(halfHour(time), wrong.lastChange(time));
    }

    /** When something went wrong or right the last time. */
    Instant lastChange(Instant until) {
        return wrong.lastChange(until);
    }

    static Instant halfHour(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), HALF_HOUR) * HALF_HOUR);
    }
}
