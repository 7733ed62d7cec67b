package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What was used at which price: 48 registers by time of use, and four blocks of eight. With the tariff of the
 * installation they follow from the home's profile; each new tariff begins a page.
 */
final class Registers {

    static final int BY_TIME = 48;
    static final int BLOCKS = 4;
    static final int BLOCK_TIMES = 8;

    /** The registers that never fall, and have a price each. */
    static final int PRICED = BY_TIME + BLOCKS * BLOCK_TIMES;

    /** With what was counted in each block since the counters were reset. */
    static final int ALL = PRICED + BLOCKS * BLOCK_TIMES;

    private static final String PAGES = ".pages";
    private static final int KEPT = 60;

    /** Which script's register counts from when, day by day. */
    @FunctionalInterface
    interface Timetable {
        List<SwitchingTable.Change> on(LocalDate date);
    }

    /** When which register counts. */
    interface Rules {
        Timetable table();

        /** @return how much of a time of use (0 to 7) is counted in the first block, in the first two, and so on */
        long[] thresholds(int time);

        /** Whether the blocks' counters begin anew at midnight. */
        boolean resetsDaily();
    }

    private final Memory memory;
    private final String pages;
    private final ToLongFunction<Instant> used;
    private final ToLongFunction<Instant> usedAtNight;
    private final RegisterCounting counting;

    /**
     * @param name of its pages
     * @param used what has been used in all, by moment
     * @param usedAtNight the part of it at the night price of the first tariff
     * @param rules the present tariff's
     */
    Registers(
            Memory memory,
            String name,
            ToLongFunction<Instant> used,
            ToLongFunction<Instant> usedAtNight,
            Rules rules) {
        this.memory = memory;
        this.pages = name + PAGES;
        this.used = used;
        this.usedAtNight = usedAtNight;
        this.counting = new RegisterCounting(used, rules);
    }

    /** Writes the registers down before the tariff changes. */
    void settle(Instant now) {
        List<RegisterPage> turned = turned();
        if (turned.isEmpty() || !turned.get(turned.size() - 1).at().equals(now)) {
            turn(now, at(now));
        }
    }

    private void turn(Instant now, long[] registers) {
        memory.append(pages, new RegisterPage(now, used.applyAsLong(now), registers).write(), KEPT);
    }

    /** The blocks' counters start again from nothing; what was counted stays. */
    void resetBlocks(Instant now) {
        long[] registers = at(now);
        Arrays.fill(registers, PRICED, ALL, 0);
        turn(now, registers);
    }

    /** Resets the blocks' counters after a billing period, so that its bill still shows them. */
    void endPeriod(Instant ended) {
        List<RegisterPage> turned = turned();
        boolean late = !turned.isEmpty() && turned.get(turned.size() - 1).at().isAfter(ended);
        Instant at = late ? turned.get(turned.size() - 1).at() : ended;
        if (Arrays.stream(at(at), PRICED, ALL).anyMatch(counted -> counted > 0)) {
            settle(at);
            resetBlocks(at.plusMillis(1));
        }
    }

    private List<RegisterPage> turned() {
        return memory.lines(pages).stream().map(RegisterPage::read).toList();
    }

    long[] at(Instant time) {
        List<RegisterPage> turned = turned();
        for (int i = turned.size() - 1; i >= 0; i--) {
            RegisterPage page = turned.get(i);
            if (!page.at().isAfter(time)) {
                return i == turned.size() - 1
                        ? counting.from(page, time)
                        : page.before(turned.get(i + 1), used.applyAsLong(time));
            }
        }
        long[] registers = new long[ALL];
        registers[1] = usedAtNight.applyAsLong(time);
        registers[0] = used.applyAsLong(time) - registers[1];
        return registers;
    }

    /** The register in which a script of the tariff counts at a moment. */
    int counting(int script, Instant now) {
        return counting.register(script, () -> at(now));
    }
}
