package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.Octets;
import org.meterflow.simulator.SimulatedHome.Start;
import org.meterflow.simulator.SimulatedHome.Variant;

/** Balances, debts, emergency credit and top-ups, and the supply that depends on them. */
class DevicePrepaymentTest extends DeviceBench {

    @Test
    void a_balance_is_adjusted_and_reset() {
        codes(SUPPLIER, ESME, 0x001C, true, act(112, "0-0:19.10.0.255", 1, DlmsData.i32(5_000_000)));
        long adjusted = balanceNow();
        codes(SUPPLIER, ESME, 0x00B3, true, act(112, "0-0:19.10.0.255", 2, DlmsData.i32(0)));

        assertThat(adjusted).isPositive();
        assertThat(balanceNow()).isZero();
    }

    @Test
    void a_supply_whose_credit_is_gone_is_switched_off_with_an_alert_and_armed_by_a_top_up() {
        prepayment(NOW);
        assertThat(home.read("111 0-0:19.0.0.255 2", READ_MODE).at(0).number()).isEqualTo(2);
        resetBalance();
        adjust(300_000);
        home.alerts();

        home.at(NOON.plus(Duration.ofDays(20)));

        assertThat(supply()).isZero();
        assertThat(home.alertCodes()).contains("8F0F", "810D", "8119");
        long owed = -balanceNow();
        assertThat(owed).isPositive();
        Result topUp = topUp(1L << 32, (int) (owed / 100_000) + 5);
        assertThat(topUp.code()).isZero();
        assertThat(supply()).isEqualTo(2);
        assertThat(balanceNow()).isPositive();
    }

    @Test
    void a_supply_that_is_off_uses_nothing() {
        codes(SUPPLIER, ESME, 0x0050, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(52)));
        long before = export();
        Instant later = NOON.plus(Duration.ofDays(3));
        home.at(later);
        assertThat(imported()).isEqualTo(importedAtNoon);
        assertThat(export()).isGreaterThanOrEqualTo(before);

        codes(SUPPLIER, ESME, 0x004F, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(51)));
        home.at(later.plus(Duration.ofDays(1)));
        assertThat(imported()).isGreaterThan(importedAtNoon);
    }

    private final long importedAtNoon = imported();

    private long imported() {
        return ((ElectricityDevice) home.device(ESME).behaviour())
                .state()
                .energy
                .imported(home.now());
    }

    private long export() {
        return home.read("3 1-0:2.8.0.255 2", 0x0026).number();
    }

    @Test
    void emergency_credit_is_given_to_a_prepayment_meter_that_has_little_left_and_only_once() {
        Item activate = act(112, "0-0:19.10.1.255", 3, DlmsData.i8(0));
        assertThat(codes(SUPPLIER, ESME, 0x0020, true, activate)).containsExactly(DlmsResponse.OTHER_REASON);
        prepayment(NOW);
        resetBalance();

        assertThat(codes(SUPPLIER, ESME, 0x0020, true, activate)).containsExactly(0);
        assertThat(codes(SUPPLIER, ESME, 0x0020, true, activate)).containsExactly(DlmsResponse.OTHER_REASON);
        assertThat(home.alertCodes()).contains("81AB");
    }

    @Test
    void a_debt_is_collected_day_by_day_and_from_each_top_up() {
        prepayment(NOW);
        resetBalance();
        DlmsData perDay = DlmsData.structure(
                DlmsData.structure(DlmsData.i8(0), DlmsData.i8(-2)),
                DlmsData.structure(DlmsData.u16(0), DlmsData.octets(Octets.ofHex("000000000000")), DlmsData.i8(0)),
                DlmsData.array(DlmsData.structure(DlmsData.octets(Octets.NONE), DlmsData.i16(50))));
        assertThat(codes(
                        SUPPLIER,
                        ESME,
                        0x001E,
                        true,
                        set(113, "0-0:19.20.1.255", 6, perDay),
                        set(113, "0-0:19.20.3.255", 13, DlmsData.u16(2500)),
                        set(113, "0-0:19.20.1.255", 8, DlmsData.u32(86_400)),
                        act(113, "0-0:19.20.1.255", 2, DlmsData.i8(0)),
                        act(113, "0-0:19.20.3.255", 4, DlmsData.i32(1_000_000)),
                        act(113, "0-0:19.20.1.255", 4, DlmsData.i32(200_000))))
                .containsOnly(0);
        Ledger ledger = ((ElectricityDevice) home.device(ESME).behaviour()).state().ledger;

        assertThat(topUp(1L << 32, 10).code()).isZero();
        assertThat(ledger.debt(Ledger.PAYMENT_DEBT, home.now())).isEqualTo(750_000);
        home.at(NOON.plus(Duration.ofDays(3)));

        assertThat(ledger.debt(Ledger.TIME_DEBT_1, home.now())).isEqualTo(50_000);
        home.at(NOON.plus(Duration.ofDays(30)));
        assertThat(ledger.debt(Ledger.TIME_DEBT_1, home.now())).isZero();
    }

    @Test
    void a_top_up_counts_once_and_has_counters_of_its_own() {
        prepayment(NOW);
        resetBalance();
        String token = token(5L << 32, 20);

        assertThat(topUp(5L << 32, token).code()).isZero();

        assertThat(balanceNow()).isEqualTo(2_000_000);
        assertThat(topUp(5L << 32, token).code()).as("the counter was used").isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(balanceNow()).isEqualTo(2_000_000);
        assertThat(codes(SUPPLIER, ESME, READ_FIRMWARE, false, get(1, "0-0:0.2.1.255", 2)))
                .as("commands count from lower numbers on")
                .containsExactly(0);
    }

    @Test
    void tokens_count_once_each_in_whatever_order_they_come_unless_a_hundred_later_ones_have() {
        prepayment(NOW);
        resetBalance();

        for (long counter : new long[] {7, 5, 6}) {
            assertThat(topUp(counter << 32, 1).code()).isZero();
        }
        assertThat(topUp(5L << 32, 1).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(balanceNow()).isEqualTo(300_000);

        for (long counter = 8; counter < 105; counter++) {
            assertThat(topUp(counter << 32, 1).code()).isZero();
        }
        assertThat(topUp(4L << 32, 1).code()).as("too old").isEqualTo(DlmsResponse.HARDWARE_FAULT);
    }

    @Test
    void a_token_that_is_misspelt_or_made_for_another_counter_or_amount_adds_nothing() {
        prepayment(NOW);
        resetBalance();
        String good = token(5L << 32, 20);
        char last = good.charAt(19);
        String misspelt = good.substring(0, 19) + (last == '9' ? '0' : (char) (last + 1));

        assertThat(topUp(5L << 32, misspelt).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(topUp(6L << 32, good).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(balanceNow()).isZero();
        assertThat(eventsSoFar()).contains(0x8F63);
    }

    @Test
    void a_top_up_above_the_limits_is_refused_with_the_event_that_says_which() {
        prepayment(NOW);
        resetBalance();

        assertThat(topUp(5L << 32, 8000).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(eventsSoFar()).contains(0x8F5B);
        adjust(24_000_000);
        assertThat(topUp(6L << 32, 200).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(eventsSoFar()).contains(0x8F47);
    }

    @Test
    void a_home_that_came_with_a_balance_runs_down_from_it() {
        DeviceHome poor = new DeviceHome(
                Instant.parse("2026-01-01T00:00:00Z"), Variant.SINGLE, new Start(true, null, new BigDecimal("7.50")));
        assertThat(poor.read("112 0-0:19.10.0.255 2", READ_BALANCE).number()).isEqualTo(750_000);
    }
}
