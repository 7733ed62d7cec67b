package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;

/** Prices that hold from a date on, and what they make of the same use. */
class DeviceTariffTest extends DeviceBench {

    private static DlmsData charge(int price) {
        return DlmsData.structure(
                DlmsData.structure(DlmsData.i8(3), DlmsData.i8(-5)),
                DlmsData.structure(DlmsData.u16(3), DlmsData.octets(Octets.ofHex("0100010800FF")), DlmsData.i8(2)),
                DlmsData.array(DlmsData.structure(DlmsData.octets(Octets.ofHex("01")), DlmsData.i16(price))));
    }

    private List<Integer> setPrice(int price, Octets at) {
        return codes(
                SUPPLIER,
                ESME,
                0x00A2,
                true,
                set(113, "0-0:19.20.0.255", 6, charge(price)),
                set(113, "0-0:19.20.0.255", 7, time(at)));
    }

    private long activePrice() {
        return home.read("113 0-0:19.20.0.255 5", READ_TARIFF).at(2).at(0).at(1).number();
    }

    @Test
    void a_price_holds_from_its_date_and_an_alert_says_which_command_it_was() {
        long before = activePrice();
        Instant due = NOON.plus(Duration.ofDays(3));
        assertThat(setPrice(777, DlmsTime.encode(due))).containsExactly(0, 0);
        home.at(due.minusSeconds(1));
        assertThat(activePrice()).isEqualTo(before);
        assertThat(home.alerts()).isEmpty();

        home.at(due.plusSeconds(5));

        assertThat(activePrice()).isEqualTo(777);
        GbcsMessage alert = home.alerts().get(0);
        assertThat(alert.messageCode()).isEqualTo(0x00CC);
        assertThat(DeviceHome.code(alert)).isEqualTo(0x8F66);
        assertThat(alert.isSigned() && home.isProven(alert)).isTrue();
        assertThat(alert.payload().hex()).contains("00A2").endsWith("00710000131400FF07");
        assertThat(home.device(ESME).nextDue()).isNull();
    }

    @Test
    void a_price_that_waits_can_be_withdrawn() {
        long before = activePrice();
        Instant due = NOON.plus(Duration.ofDays(3));
        setPrice(777, DlmsTime.encode(due));
        setPrice(778, NEVER);

        home.at(due.plusSeconds(5));

        assertThat(activePrice()).isEqualTo(before);
        assertThat(home.alerts()).isEmpty();
    }

    @Test
    void a_price_that_holds_at_once_needs_no_alert() {
        setPrice(1234, NOW);

        assertThat(activePrice()).isEqualTo(1234);
        assertThat(home.alerts()).isEmpty();
    }

    @Test
    void a_higher_price_makes_the_same_use_cost_more() {
        setPrice(1000, NOW);
        long start = balanceNow();
        home.at(NOON.plus(Duration.ofDays(10)));
        long cheap = start - balanceNow();
        setPrice(30_000, NOW);
        long between = balanceNow();
        home.at(NOON.plus(Duration.ofDays(20)));

        assertThat(between - balanceNow()).isGreaterThan(2 * cheap);
    }
}
