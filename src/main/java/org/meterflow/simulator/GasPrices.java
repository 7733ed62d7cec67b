package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.Octets;

/** By which of four times of use or four blocks a gas meter counts, and what it charges for what it counted. */
final class GasPrices implements Registers.Rules {

    static final int TIMES = 4;

    private static final int THRESHOLDS = 0x06;
    private static final int THRESHOLDS_HEAD = 20;
    private static final int BLOCK_SCRIPT = 101;
    private static final int DAY_ENTRY = 3;
    private static final long SECONDS_A_DAY = 86_400;

    private final Gsme gsme;
    private final Tariff asMade;
    private final GasCalendar calendar;
    private final GasPriceMatrix matrix;

    GasPrices(Gsme gsme, Tariff asMade) {
        this.gsme = gsme;
        this.asMade = asMade;
        this.calendar = new GasCalendar(gsme.memory, "tariff");
        this.matrix = new GasPriceMatrix(gsme.kept);
    }

    @Override
    public Registers.Timetable table() {
        return matrix.isByBlocks() ? date -> List.of(new SwitchingTable.Change(0, BLOCK_SCRIPT)) : this::times;
    }

    private List<SwitchingTable.Change> times(LocalDate date) {
        List<SwitchingTable.Change> changes = new ArrayList<>();
        OctetReader entries = calendar.entries(date);
        while (entries.remaining() >= DAY_ENTRY) {
            int minute = (int) entries.littleEndian(2, "a minute");
            int time = entries.u8("a time of use");
            changes.add(new SwitchingTable.Change(60 * minute, Math.max(1, Math.min(time, TIMES))));
        }
        return changes.isEmpty() ? List.of(new SwitchingTable.Change(0, 1)) : SwitchingTable.fromMidnight(changes);
    }

    /** Litres. */
    @Override
    public long[] thresholds(int time) {
        Octets published = gsme.kept.content(Gsme.PRICE, THRESHOLDS);
        if (published == null || published.length() < THRESHOLDS_HEAD) {
            return new long[0];
        }
        OctetReader reader = GasKept.after(published, THRESHOLDS_HEAD);
        long[] thresholds = new long[reader.remaining() / 6];
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = reader.littleEndian(6, "a threshold");
        }
        return thresholds;
    }

    @Override
    public boolean resetsDaily() {
        return false;
    }

    /** Hundred-thousandths of a pound a day. */
    long standingCharge() {
        return gsme.kept.number(Gsme.PRICE, 0x04, 24, 4, asMade.standingCharge());
    }

    /** Hundred-thousandths of a pound for a cubic metre in a time of use, 1 to 4. */
    long ofTime(int time) {
        if (!matrix.isPublished()) {
            return time == 1 ? asMade.unitPrice() : 0;
        }
        return matrix.isByBlocks() ? 0 : matrix.price(time);
    }

    /** In a block, 0 to 3. */
    long ofBlock(int block) {
        return matrix.isByBlocks() ? matrix.price(block) : 0;
    }

    private long[] prices() {
        long[] prices = new long[Registers.PRICED];
        for (int time = 1; time <= TIMES; time++) {
            prices[time - 1] = ofTime(time);
        }
        for (int block = 0; block < Registers.BLOCKS; block++) {
            prices[Registers.BY_TIME + block * Registers.BLOCK_TIMES] = ofBlock(block);
        }
        return prices;
    }

    long current(Instant now) {
        return prices()[gsme.registers.counting(EsmePrices.script(table(), now), now)];
    }

    /** What was used between two moments, with the standing charge. */
    long cost(Instant from, Instant to) {
        long[] before = gsme.registers.at(from);
        long[] after = gsme.registers.at(to);
        long[] prices = prices();
        long cost = 0;
        for (int i = 0; i < prices.length; i++) {
            cost += (after[i] - before[i]) * prices[i];
        }
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        return cost / 1000 + seconds * standingCharge() / SECONDS_A_DAY;
    }

    /** Litres by time of use. */
    long[] times(Instant at) {
        return Arrays.copyOf(gsme.registers.at(at), TIMES);
    }

    /** Litres in each block since the counters were reset. */
    long[] blocks(Instant at) {
        long[] registers = gsme.registers.at(at);
        long[] blocks = new long[Registers.BLOCKS];
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = registers[Registers.PRICED + block * Registers.BLOCK_TIMES];
        }
        return blocks;
    }
}
