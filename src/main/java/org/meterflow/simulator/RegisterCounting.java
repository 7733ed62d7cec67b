package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Counts what was used into registers by a tariff's rules: day by day, by time of use, and block by block. */
final class RegisterCounting {

    private static final int FIRST_BLOCK_SCRIPT = 101;
    private static final int FIRST_SCRIPT_OF_SECOND = 201;

    private final ToLongFunction<Instant> used;
    private final Registers.Rules rules;

    RegisterCounting(ToLongFunction<Instant> used, Registers.Rules rules) {
        this.used = used;
        this.rules = rules;
    }

    /** What the registers hold at a moment after a page was turned and before the next was. */
    long[] from(RegisterPage page, Instant time) {
        long[] registers = page.registers().clone();
        Registers.Timetable present = rules.table();
        LocalDate day = LocalDate.ofInstant(page.at(), ZoneOffset.UTC);
        Instant from = page.at();
        while (from.isBefore(time)) {
            Instant midnight = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            count(registers, present.on(day), day, from, midnight.isBefore(time) ? midnight : time);
            from = midnight;
            day = day.plusDays(1);
            if (midnight.isBefore(time) && rules.resetsDaily()) {
                Arrays.fill(registers, Registers.PRICED, Registers.ALL, 0);
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
        if (time < 0 || time >= Registers.BLOCK_TIMES) {
            registers[byTime(script)] += amount;
            return;
        }
        long[] thresholds = rules.thresholds(time);
        long left = amount;
        while (left > 0) {
            int block = block(registers, time, thresholds);
            boolean last = block == Registers.BLOCKS - 1 || block >= thresholds.length;
            long part = last ? left : Math.min(left, thresholds[block] - counted(registers, time));
            registers[Registers.BY_TIME + block * Registers.BLOCK_TIMES + time] += part;
            registers[Registers.PRICED + block * Registers.BLOCK_TIMES + time] += part;
            left -= part;
        }
    }

    /** The first block whose threshold was not reached since the counters were reset. */
    private static int block(long[] registers, int time, long[] thresholds) {
        long counted = counted(registers, time);
        int block = 0;
        while (block < Registers.BLOCKS - 1 && block < thresholds.length && counted >= thresholds[block]) {
            block++;
        }
        return block;
    }

    private static long counted(long[] registers, int time) {
        long counted = 0;
        for (int block = 0; block < Registers.BLOCKS; block++) {
            counted += registers[Registers.PRICED + block * Registers.BLOCK_TIMES + time];
        }
        return counted;
    }

    /**
     * The register in which a script of the tariff counts.
     *
     * @param registers what they hold, asked where it matters
     */
    int register(int script, Supplier<long[]> registers) {
        int time = script - FIRST_BLOCK_SCRIPT;
        return time < 0 || time >= Registers.BLOCK_TIMES
                ? byTime(script)
                : Registers.BY_TIME
                        + block(registers.get(), time, rules.thresholds(time)) * Registers.BLOCK_TIMES
                        + time;
    }

    /** Scripts 1 to 48 count by time, 201 to 204 on the second element; anything else is counted in the first. */
    private static int byTime(int script) {
        int second = script - FIRST_SCRIPT_OF_SECOND;
        if (second >= 0 && second < SecondElement.TIMES) {
            return second;
        }
        return script >= 1 && script <= Registers.BY_TIME ? script - 1 : 0;
    }
}
