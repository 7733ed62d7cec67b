package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.meterflow.simulator.DeviceHome.GSME;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;

/** Gas that is counted and paid by the day of the week, or block by block. */
class GasTariffTest extends DeviceBench {

    private static final Instant WEDNESDAY = Instant.parse("2026-03-11T00:00:00Z");
    private static final Instant SATURDAY = Instant.parse("2026-03-14T00:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-03-16T00:00:00Z");

    private final Gsme gsme = ((GasDevice) home.device(GSME).behaviour()).gsme();

    @BeforeEach
    void itIsWednesday() {
        home.at(WEDNESDAY);
    }

    private static OctetWriter head() {
        return new OctetWriter().littleEndian(0, 4).littleEndian(1, 4).littleEndian(1, 4);
    }

    private static Component publish(int cluster, int command, OctetWriter content) {
        return Component.of(cluster, 0x09, 0, command, content.toOctets());
    }

    private static OctetWriter matrix(int type) {
        return new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(1, 4)
                .littleEndian(0, 4)
                .littleEndian(1, 4)
                .u8(0)
                .u8(1)
                .u8(type);
    }

    private static Component standingCharge() {
        return publish(
                0x0700,
                0x04,
                new OctetWriter()
                        .littleEndian(0, 4)
                        .littleEndian(1, 4)
                        .littleEndian(1, 4)
                        .littleEndian(0, 4)
                        .put(Octets.ofHex("0000020000"))
                        .littleEndian(826, 2)
                        .u8(0x50)
                        .littleEndian(0, 4)
                        .put(Octets.ofHex("FF010000E80300")));
    }

    /** Working days in the first time of use, weekends in the second; each begins at a minute of its first day. */
    private void byWeekdays(int minute) {
        gas(
                GSME,
                0x006B,
                true,
                publish(
                        0x0707,
                        0,
                        head().littleEndian(0, 4).u8(0).u8(0).u8(0).u8(1).u8(1).u8(2)),
                publish(
                        0x0707,
                        1,
                        head().u8(1)
                                .u8(1)
                                .u8(0)
                                .u8(1)
                                .u8(0)
                                .littleEndian(minute, 2)
                                .u8(1)),
                publish(
                        0x0707,
                        1,
                        head().u8(2)
                                .u8(1)
                                .u8(0)
                                .u8(1)
                                .u8(0)
                                .littleEndian(minute, 2)
                                .u8(2)),
                publish(0x0707, 2, head().u8(1).put(Octets.ofHex("01010101010202"))),
                publish(
                        0x0707,
                        3,
                        head().u8(0).u8(1).put(Octets.ofHex("FF0101FF")).u8(1)),
                standingCharge(),
                publish(
                        0x0700,
                        0x05,
                        matrix(1).u8(1).littleEndian(80_000, 4).u8(2).littleEndian(20_000, 4)));
    }

    private void byBlocks(long first, long second) {
        gas(
                GSME,
                0x006B,
                true,
                standingCharge(),
                publish(
                        0x0700,
                        0x06,
                        new OctetWriter()
                                .littleEndian(0, 4)
                                .littleEndian(1, 4)
                                .littleEndian(0, 4)
                                .littleEndian(1, 4)
                                .put(Octets.ofHex("00010102"))
                                .littleEndian(first, 6)
                                .littleEndian(second, 6)),
                publish(
                        0x0700,
                        0x05,
                        matrix(0)
                                .u8(0)
                                .littleEndian(10_000, 4)
                                .u8(1)
                                .littleEndian(50_000, 4)
                                .u8(2)
                                .littleEndian(90_000, 4)));
    }

    private List<Zcl.Attribute> read(int cluster, int... ids) {
        OctetWriter wanted = new OctetWriter();
        for (int id : ids) {
            wanted.littleEndian(id, 2);
        }
        Component ask = Component.of(cluster, 0x00, 0, Zcl.READ_ATTRIBUTES, wanted.toOctets());
        return Zcl.attributes(gas(GSME, 0x009F, false, ask).get(0).content());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7 * 60})
    void working_days_and_weekends_are_counted_and_paid_apart_whenever_their_first_entry_begins(int minute) {
        byWeekdays(minute);
        long[] before = gsme.prices.times(WEDNESDAY);
        long start = gsme.ledger.balance(WEDNESDAY);

        home.at(MONDAY);

        long[] after = gsme.prices.times(MONDAY);
        long working = gsme.used(SATURDAY) - gsme.used(WEDNESDAY);
        long weekend = gsme.used(MONDAY) - gsme.used(SATURDAY);
        assertThat(after[0] - before[0]).isEqualTo(working);
        assertThat(after[1] - before[1]).isEqualTo(weekend).isPositive();
        assertThat(start - gsme.ledger.balance(MONDAY)).isCloseTo(working * 80 + weekend * 20, within(5L));
        assertThat(gsme.prices.current(SATURDAY)).isEqualTo(20_000);
        assertThat(gsme.prices.current(MONDAY)).isEqualTo(80_000);
        assertThat(read(0x0702, 0x0100, 0x0102))
                .extracting(Zcl.Attribute::number)
                .containsExactly(after[0], after[1]);
    }

    @Test
    void gas_fills_one_block_after_the_other() {
        byBlocks(1_000, 4_000);
        assertThat(gsme.prices.current(home.now())).isEqualTo(10_000);
        long start = gsme.ledger.balance(WEDNESDAY);

        home.at(SATURDAY);

        long used = gsme.used(SATURDAY) - gsme.used(WEDNESDAY);
        assertThat(used).isGreaterThan(4_000);
        assertThat(gsme.prices.blocks(SATURDAY)).containsExactly(1_000, 3_000, used - 4_000, 0);
        assertThat(start - gsme.ledger.balance(SATURDAY))
                .isCloseTo(1_000 * 10 + 3_000 * 50 + (used - 4_000) * 90, within(5L));
        assertThat(gsme.prices.current(SATURDAY)).isEqualTo(90_000);
        assertThat(read(0x0700, 0x0100, 0x0101, 0x0102, 0x0400, 0x0401, 0x0410))
                .extracting(Zcl.Attribute::number)
                .containsExactly(1_000L, 4_000L, 0xFFFFFFFFFFFFL, 10_000L, 50_000L, 0L);
    }

    @Test
    void a_billing_period_that_ends_resets_the_blocks() {
        byBlocks(1_000, 4_000);
        Octets calendar = new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(1, 4)
                .littleEndian(DlmsTime.secondsSince2000(SATURDAY), 4)
                .littleEndian(1, 3)
                .u8(0x23)
                .u8(0)
                .toOctets();
        gas(GSME, 0x007E, true, Component.of(0x0700, 0x09, 0, 0x09, calendar));

        home.at(SATURDAY.plus(Duration.ofSeconds(1)));

        assertThat(gsme.prices.blocks(SATURDAY)[0]).isEqualTo(1_000);
        assertThat(gsme.prices.blocks(home.now())).containsOnly(0, 0);
        assertThat(gsme.prices.current(home.now())).isEqualTo(10_000);
    }

    @Test
    void a_meter_as_it_was_made_counts_in_the_first_register_alone() {
        assertThat(gsme.prices.times(WEDNESDAY)).containsExactly(gsme.used(WEDNESDAY), 0, 0, 0);
        assertThat(gsme.prices.current(WEDNESDAY)).isPositive();
    }
}
