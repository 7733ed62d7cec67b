package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.Octets;
import org.meterflow.simulator.SimulatedHome.Variant;

/** Prices that depend on how much was used, and a second circuit with registers and prices of its own. */
class DeviceBlocksTest extends DeviceBench {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-11T00:00:00Z");
    private static final int FIRST_BLOCK = Registers.BY_TIME;
    private static final int SECOND_BLOCK = FIRST_BLOCK + Registers.BLOCK_TIMES;
    private static final int THIRD_BLOCK = SECOND_BLOCK + Registers.BLOCK_TIMES;

    private final Esme meter = meter(home);

    private static Esme meter(DeviceHome home) {
        return ((ElectricityDevice) home.device(ESME).behaviour()).state();
    }

    private static DlmsData day(int script) {
        return DlmsData.array(DlmsData.structure(
                DlmsData.u8(1),
                DlmsData.array(DlmsData.structure(
                        DlmsData.octets(Octets.ofHex("00000000")),
                        DlmsData.octets(Octets.ofHex("00000A0064FF")),
                        DlmsData.u16(script)))));
    }

    private static DlmsData prices(int first, int second, int third) {
        List<DlmsData> prices = new ArrayList<>();
        for (int i = 0; i < Registers.PRICED; i++) {
            int price = i == FIRST_BLOCK ? first : i == SECOND_BLOCK ? second : i == THIRD_BLOCK ? third : 0;
            prices.add(DlmsData.structure(DlmsData.octets(Octets.of(new byte[] {(byte) i})), DlmsData.i16(price)));
        }
        return DlmsData.structure(
                DlmsData.structure(DlmsData.i8(3), DlmsData.i8(-5)),
                DlmsData.structure(DlmsData.u16(3), DlmsData.octets(Octets.ofHex("0100010800FF")), DlmsData.i8(2)),
                new DlmsData.Array(prices));
    }

    /** Two thresholds, and so three blocks. */
    private void blocks(long first, long second) {
        Item[] tariff = {
            set(20, "0-0:13.0.0.255", 9, day(101)),
            set(21, "0-0:16.1.11.255", 2, DlmsData.array(DlmsData.u32(first), DlmsData.u32(second))),
            set(113, "0-0:19.20.0.255", 6, prices(10_000, 20_000, 30_000)),
            set(20, "0-0:13.0.0.255", 10, time(NOW)),
            set(113, "0-0:19.20.0.255", 7, time(NOW)),
            set(9000, "0-0:63.1.1.255", 6, time(NOW))
        };
        assertThat(codes(SUPPLIER, ESME, 0x0019, true, tariff)).containsOnly(0);
    }

    private long price() {
        return home.read("3 0-0:94.44.1.7 2", READ_TARIFF).number();
    }

    private static List<Long> blocks(long[] registers, int from) {
        return List.of(
                registers[from],
                registers[from + Registers.BLOCK_TIMES],
                registers[from + 2 * Registers.BLOCK_TIMES],
                registers[from + 3 * Registers.BLOCK_TIMES]);
    }

    @Test
    void what_is_used_fills_one_block_after_the_other_and_the_price_follows() {
        home.at(MIDNIGHT);
        long before = meter.energy.imported(MIDNIGHT);
        blocks(2_000, 5_000);
        assertThat(price()).isEqualTo(10_000);

        home.at(MIDNIGHT.plus(Duration.ofDays(2)));

        long used = meter.energy.imported(home.now()) - before;
        assertThat(used).isGreaterThan(5_000);
        assertThat(blocks(meter.registers.at(home.now()), FIRST_BLOCK))
                .containsExactly(2_000L, 3_000L, used - 5_000, 0L);
        assertThat(price()).isEqualTo(30_000);
        DlmsData told = home.read("1 0-0:94.44.34.2 2", 0x002A).at(0);
        assertThat(told.elements()).hasSize(64);
        assertThat(told.at(8).number()).as("second block, first time").isEqualTo(3_000);
        assertThat(told.at(32 + 8).number()).as("its counter").isEqualTo(3_000);
    }

    @Test
    void each_block_is_paid_at_its_own_price() {
        home.at(MIDNIGHT);
        blocks(2_000, 5_000);
        long start = balanceNow();
        home.at(MIDNIGHT.plus(Duration.ofDays(2)));

        long used = meter.energy.imported(home.now()) - meter.energy.imported(MIDNIGHT);
        long standing = meter.prices
                        .active("113 0-0:19.20.4.255 5", MIDNIGHT)
                        .at(2)
                        .at(0)
                        .at(1)
                        .number()
                * 10
                * 2;
        long expected = 2 * 10_000 + 3 * 20_000 + (used - 5_000) * 30 + standing;
        assertThat(start - balanceNow()).isCloseTo(expected, within(50L));
    }

    @Test
    void reset_counters_begin_with_the_cheapest_block_again_and_nothing_that_was_paid_comes_back() {
        home.at(MIDNIGHT);
        blocks(2_000, 5_000);
        home.at(MIDNIGHT.plus(Duration.ofDays(2)));
        long[] before = meter.registers.at(home.now());
        long balance = balanceNow();

        assertThat(codes(SUPPLIER, ESME, 0x001D, true, act(9, "0-0:10.0.100.255", 1, DlmsData.u16(99))))
                .containsExactly(0);

        long[] after = meter.registers.at(home.now());
        assertThat(blocks(after, FIRST_BLOCK)).isEqualTo(blocks(before, FIRST_BLOCK));
        assertThat(blocks(after, Registers.PRICED)).containsOnly(0L);
        assertThat(balanceNow()).isEqualTo(balance);
        assertThat(price()).isEqualTo(10_000);
    }

    @Test
    void counters_that_are_reset_daily_begin_anew_at_midnight() {
        home.at(MIDNIGHT);
        blocks(1_000, 0xFFFFFFFFL);
        DlmsData daily = DlmsData.array(DlmsData.structure(
                DlmsData.octets(Octets.ofHex("00000000")), DlmsData.octets(Octets.ofHex("FFFFFFFFFF"))));
        assertThat(codes(SUPPLIER, ESME, 0x00DB, true, set(22, "0-0:15.1.0.255", 4, daily)))
                .containsExactly(0);

        home.at(MIDNIGHT.plus(Duration.ofDays(3)).plusSeconds(60));

        assertThat(price()).isEqualTo(10_000);
        long[] registers = meter.registers.at(home.now());
        assertThat(registers[FIRST_BLOCK]).as("a thousand of each day").isBetween(3_000L, 3_020L);
        assertThat(registers[SECOND_BLOCK]).isPositive();
        assertThat(registers[Registers.PRICED]).isLessThan(20);
    }

    @Test
    void the_end_of_a_billing_period_resets_the_counters_after_the_bill() {
        home.at(MIDNIGHT);
        DlmsData monthly = DlmsData.array(DlmsData.structure(
                DlmsData.octets(Octets.ofHex("00000000")), DlmsData.octets(Octets.ofHex("FFFFFF0DFF"))));
        codes(SUPPLIER, ESME, 0x0046, true, set(22, "0-0:15.0.0.255", 4, monthly));
        blocks(2_000, 5_000);
        Instant end = Instant.parse("2026-03-13T00:00:00Z");

        home.at(end.plusSeconds(1));

        assertThat(home.alertCodes()).containsExactly("8F0A");
        assertThat(meter.registers.at(end)[Registers.PRICED]).isEqualTo(2_000);
        assertThat(meter.registers.at(end.plusSeconds(1))[Registers.PRICED]).isLessThan(5);
        assertThat(price()).isEqualTo(10_000);
    }

    // The second circuit

    @Test
    void a_second_circuit_draws_at_night_and_has_a_register_of_its_own() {
        DeviceHome twin = new DeviceHome(NOON, Variant.TWIN, false);
        Esme both = meter(twin);
        Instant seven = MIDNIGHT.plus(Duration.ofHours(7));
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));

        long night = both.second.imported(seven) - both.second.imported(MIDNIGHT);
        long morning = both.second.imported(noon) - both.second.imported(seven);

        assertThat(night).isGreaterThan(5 * morning);
        assertThat(both.energy.imported(noon) - both.energy.imported(MIDNIGHT)).isPositive();
        DlmsData told = twin.read("1 0-0:94.44.34.10 2", 0x0029);
        assertThat(told.at(4).number()).isEqualTo(both.second.imported(NOON));
        long[] byTime = both.second.registers().at(NOON);
        assertThat(Arrays.stream(byTime).sum()).isEqualTo(both.second.imported(NOON));
    }

    @Test
    void a_second_circuit_counts_and_charges_by_its_own_calendar() {
        DeviceHome twin = new DeviceHome(MIDNIGHT, Variant.TWIN, false);
        Esme both = meter(twin);
        DlmsData prices = DlmsData.structure(
                DlmsData.structure(DlmsData.i8(3), DlmsData.i8(-5)),
                DlmsData.structure(DlmsData.u16(3), DlmsData.octets(Octets.ofHex("0114010800FF")), DlmsData.i8(2)),
                new DlmsData.Array(
                        Collections.nCopies(4, DlmsData.structure(DlmsData.octets(Octets.NONE), DlmsData.i16(5_000)))));
        long[] before = both.second.registers().at(MIDNIGHT);
        List<Integer> results = twin
                .ask(
                        SUPPLIER,
                        ESME,
                        0x00B7,
                        true,
                        set(20, "0-0:13.0.1.255", 9, day(203)),
                        set(113, "0-0:19.20.5.255", 6, prices),
                        set(20, "0-0:13.0.1.255", 10, time(NOW)),
                        set(113, "0-0:19.20.5.255", 7, time(NOW)))
                .stream()
                .map(org.meterflow.gbcs.DlmsResponse.Result::code)
                .toList();
        assertThat(results).containsOnly(0);
        long first = both.terms.cost(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)));

        twin.at(MIDNIGHT.plus(Duration.ofDays(1)));

        long[] after = both.second.registers().at(twin.now());
        long used = both.second.imported(twin.now()) - both.second.imported(MIDNIGHT);
        assertThat(used).isPositive();
        assertThat(after[2] - before[2]).isEqualTo(used);
        assertThat(after[0]).isEqualTo(before[0]);
        assertThat(twin.read("3 0-0:94.44.1.8 2", 0x00BD).number()).isEqualTo(5_000);
        assertThat(first).as("what the second circuit costs is part of it").isGreaterThan(used * 5);
    }
}
