package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    private static final int FIRST_BLOCK_SCRIPT = 101;
    private static final int FIRST_SCRIPT_OF_SECOND = 201;

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
    private final Rules rules;

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
        this.rules = rules;
    }

    private record Page(Instant at, long used, long[] registers) {
        static Page read(String line) {
            String[] parts = line.split(" ");
            long[] registers = new long[ALL];
            for (int i = 2; i < parts.length; i++) {
                int colon = parts[i].indexOf(':');
                registers[Integer.parseInt(parts[i].substring(0, colon))] =
                        Long.parseLong(parts[i].substring(colon + 1));
            }
            return new Page(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]), registers);
        }

        String write() {
            StringBuilder line =
                    new StringBuilder().append(at.toEpochMilli()).append(' ').append(used);
            for (int i = 0; i < ALL; i++) {
                if (registers[i] != 0) {
                    line.append(' ').append(i).append(':').append(registers[i]);
                }
            }
            return line.toString();
        }
    }

    /** Writes the registers down before the tariff changes. */
    void settle(Instant now) {
        List<Page> turned = turned();
        if (turned.isEmpty() || !turned.get(turned.size() - 1).at().equals(now)) {
            turn(now, at(now));
        }
    }

    private void turn(Instant now, long[] registers) {
        memory.append(pages, new Page(now, used.applyAsLong(now), registers).write(), KEPT);
    }

    /** The blocks' counters start again from nothing; what was counted stays. */
    void resetBlocks(Instant now) {
        long[] registers = at(now);
        Arrays.fill(registers, PRICED, ALL, 0);
        turn(now, registers);
    }

    /** Resets the blocks' counters after a billing period, so that its bill still shows them. */
    void endPeriod(Instant ended) {
        List<Page> turned = turned();
        boolean late = !turned.isEmpty() && turned.get(turned.size() - 1).at().isAfter(ended);
        Instant at = late ? turned.get(turned.size() - 1).at() : ended;
        if (Arrays.stream(at(at), PRICED, ALL).anyMatch(counted -> counted > 0)) {
            settle(at);
            resetBlocks(at.plusMillis(1));
        }
    }

    private List<Page> turned() {
        return memory.lines(pages).stream().map(Page::read).toList();
    }

    long[] at(Instant time) {
        List<Page> turned = turned();
        for (int i = turned.size() - 1; i >= 0; i--) {
            Page page = turned.get(i);
            if (!page.at().isAfter(time)) {
                return i == turned.size() - 1 ? counted(page, time) : between(page, turned.get(i + 1), time);
            }
        }
        long[] registers = new long[ALL];
        registers[1] = usedAtNight.applyAsLong(time);
        registers[0] = used.applyAsLong(time) - registers[1];
        return registers;
    }

    private long[] between(Page before, Page after, Instant time) {
        double all = Math.max(1, after.used() - before.used());
        double share = (used.applyAsLong(time) - before.used()) / all;
        long[] registers = new long[ALL];
        for (int i = 0; i < ALL; i++) {
            registers[i] = before.registers()[i]
                    + Math.round(share * Math.max(0, after.registers()[i] - before.registers()[i]));
        }
        return registers;
    }

    private long[] counted(Page page, Instant time) {
        long[] registers = page.registers().clone();
        Timetable present = rules.table();
        LocalDate day = LocalDate.ofInstant(page.at(), ZoneOffset.UTC);
        Instant from = page.at();
        while (from.isBefore(time)) {
            Instant midnight = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            count(registers, present.on(day), day, from, midnight.isBefore(time) ? midnight : time);
            from = midnight;
            day = day.plusDays(1);
            if (midnight.isBefore(time) && rules.resetsDaily()) {
                Arrays.fill(registers, PRICED, ALL, 0);
            }
        }
        return registers;
    }

    private void count(long[] registers, List<SwitchingTable.Change> changes, LocalDate day, Instant from, Instant to) {
        Instant dayBegins = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        if (changes.isEmpty()) {
            registers[0] += used.applyAsLong(to) - used.applyAsLong(from);
            return;
        }
        for (int i = 0; i < changes.size(); i++) {
            Instant begin = dayBegins.plusSeconds(changes.get(i).second());
            Instant end = i + 1 < changes.size()
                    ? dayBegins.plusSeconds(changes.get(i + 1).second())
                    : to;
            Instant first = begin.isBefore(from) ? from : begin;
            Instant last = end.isAfter(to) ? to : end;
            if (first.isBefore(last)) {
                add(registers, changes.get(i).script(), used.applyAsLong(last) - used.applyAsLong(first));
            }
        }
    }

    private void add(long[] registers, int script, long amount) {
        int time = script - FIRST_BLOCK_SCRIPT;
        if (time < 0 || time >= BLOCK_TIMES) {
            registers[byTime(script)] += amount;
            return;
        }
        long[] thresholds = rules.thresholds(time);
        long left = amount;
        while (left > 0) {
            int block = block(registers, time, thresholds);
            boolean last = block == BLOCKS - 1 || block >= thresholds.length;
            long part = last ? left : Math.min(left, thresholds[block] - counted(registers, time));
            registers[BY_TIME + block * BLOCK_TIMES + time] += part;
            registers[PRICED + block * BLOCK_TIMES + time] += part;
            left -= part;
        }
    }

    /** The first block whose threshold was not reached since the counters were reset. */
    private static int block(long[] registers, int time, long[] thresholds) {
        long counted = counted(registers, time);
        int block = 0;
        while (block < BLOCKS - 1 && block < thresholds.length && counted >= thresholds[block]) {
            block++;
        }
        return block;
    }

    private static long counted(long[] registers, int time) {
        long counted = 0;
        for (int block = 0; block < BLOCKS; block++) {
            counted += registers[PRICED + block * BLOCK_TIMES + time];
        }
        return counted;
    }

    /** The register in which a script of the tariff counts at a moment. */
    int counting(int script, Instant now) {
        int time = script - FIRST_BLOCK_SCRIPT;
        return time < 0 || time >= BLOCK_TIMES
                ? byTime(script)
                : BY_TIME + block(at(now), time, rules.thresholds(time)) * BLOCK_TIMES + time;
    }

    /** Scripts 1 to 48 count by time, 201 to 204 on the second element; anything else is counted in the first. */
    private static int byTime(int script) {
        int second = script - FIRST_SCRIPT_OF_SECOND;
        if (second >= 0 && second < SecondElement.TIMES) {
            return second;
        }
        return script >= 1 && script <= BY_TIME ? script - 1 : 0;
    }
}
