package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What was used at which price: 48 registers by time of use, and four blocks of eight. With the tariff of the
 * installation they follow from the home's profile; each new tariff begins a page.
 */
final class Registers {

    static final int BY_TIME = 48;
    static final int BLOCKS = 4;
    static final int BLOCK_TIMES = 8;
    static final int ALL = BY_TIME + BLOCKS * BLOCK_TIMES;

    private static final String PAGES = "registers.pages";
    private static final int KEPT = 60;
    private static final int FIRST_BLOCK_SCRIPT = 101;

    private final Memory memory;
    private final ToLongFunction<Instant> used;
    private final ToLongFunction<Instant> usedAtNight;
    private final Supplier<SwitchingTable> table;

    /**
     * @param used what has been used in all, by moment
     * @param usedAtNight the part of it at the night price of the first tariff
     * @param table the present tariff's
     */
    Registers(
            Memory memory,
            ToLongFunction<Instant> used,
            ToLongFunction<Instant> usedAtNight,
            Supplier<SwitchingTable> table) {
        this.memory = memory;
        this.used = used;
        this.usedAtNight = usedAtNight;
        this.table = table;
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
        memory.append(PAGES, new Page(now, used.applyAsLong(now), at(now)).write(), KEPT);
    }

    /** The blocks start again from nothing; what was counted by time stays. */
    void resetBlocks(Instant now) {
        long[] registers = at(now);
        for (int i = BY_TIME; i < ALL; i++) {
            registers[i] = 0;
        }
        memory.append(PAGES, new Page(now, used.applyAsLong(now), registers).write(), KEPT);
    }

    long[] at(Instant time) {
        List<Page> pages = new ArrayList<>();
        memory.lines(PAGES).forEach(line -> pages.add(Page.read(line)));
        for (int i = pages.size() - 1; i >= 0; i--) {
            Page page = pages.get(i);
            if (!page.at().isAfter(time)) {
                return i == pages.size() - 1 ? counted(page, time) : between(page, pages.get(i + 1), time);
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
        SwitchingTable present = table.get();
        LocalDate day = LocalDate.ofInstant(page.at(), ZoneOffset.UTC);
        Instant from = page.at();
        while (from.isBefore(time)) {
            Instant midnight = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            count(registers, present.on(day), day, from, midnight.isBefore(time) ? midnight : time);
            from = midnight;
            day = day.plusDays(1);
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
                registers[register(changes.get(i).script())] += used.applyAsLong(last) - used.applyAsLong(first);
            }
        }
    }

    /** Scripts 1 to 48 count by time, 101 to 108 in a block; anything else is counted by time, in the first. */
    static int register(int script) {
        if (script >= FIRST_BLOCK_SCRIPT && script < FIRST_BLOCK_SCRIPT + BLOCK_TIMES) {
            return BY_TIME + script - FIRST_BLOCK_SCRIPT;
        }
        return script >= 1 && script <= BY_TIME ? script - 1 : 0;
    }
}
