package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.HUB;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.CredentialsCommand.Floor;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** What people do with the keys of their meter. */
class DeviceAtHomeTest extends DeviceBench {

    private final SimulatedDevice meter = home.device(ESME);
    private final KeyPad keys = meter.keyPad();

    @BeforeEach
    void somebodyPaysInAdvance() {
        prepayment(NOW);
        resetBalance();
    }

    private boolean type(String digits) {
        boolean taken = keys.enter(digits, home.now(), meter);
        home.at(home.now());
        return taken;
    }

    @Test
    void a_token_that_is_typed_counts_once_however_it_comes_the_second_time() {
        String token = token(5L << 32, 20);

        assertThat(type(token)).isTrue();

        assertThat(balanceNow()).isEqualTo(2_000_000);
        assertThat(home.alertCodes()).contains("810E");
        assertThat(type(token)).isFalse();
        assertThat(eventsSoFar()).contains(0x810E, 0x8F51, 0x8161, 0x8162);
        assertThat(topUp(5L << 32, token).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(balanceNow()).isEqualTo(2_000_000);
        assertThat(topUp(6L << 32, 10).code()).isZero();
        assertThat(type(token(7L << 32, 5)))
                .as("the next after one that came in a command")
                .isTrue();
    }

    @Test
    void a_token_whose_counter_lies_beyond_what_it_says_is_found_from_the_last_one() {
        topUp(1030L << 32, 10);

        assertThat(type(token(1031L << 32, 10))).isTrue();
        assertThat(type(token(2040L << 32, 10))).isTrue();
        assertThat(type(token(2039L << 32, 10))).as("an older one").isTrue();
        assertThat(type(token(2039L << 32, 10))).as("the same again").isFalse();
    }

    @Test
    void a_token_of_the_counter_that_its_supplier_begins_after_is_refused_and_the_next_one_is_taken() {
        meter.state().raise(new Floor(RemoteParty.SUPPLIER, 0, 5L << 32), SUPPLIER);

        assertThat(type(token(5L << 32, 20))).isFalse();
        assertThat(balanceNow()).isZero();
        assertThat(type(token(6L << 32, 20))).isTrue();
    }

    @Test
    void a_token_that_is_misspelt_is_refused() {
        assertThat(type("12345678901234567890")).isFalse();
        assertThat(type("hello")).isFalse();
        assertThat(balanceNow()).isZero();
    }

    @Test
    void a_supply_that_a_top_up_has_armed_is_on_when_somebody_presses_the_key() {
        adjust(-100_000);
        home.at(home.now().plus(Duration.ofMinutes(31)));
        assertThat(supply()).isZero();
        assertThat(keys.switchOn(home.now())).as("not armed").isFalse();
        home.alerts();

        assertThat(type(token(5L << 32, 20))).isTrue();
        assertThat(home.alertCodes()).containsExactlyInAnyOrder("8F32", "810E");
        assertThat(supply()).isEqualTo(2);
        assertThat(keys.switchOn(home.now())).isTrue();

        assertThat(supply()).isEqualTo(1);
        assertThat(keys.switchOn(home.now())).isFalse();
    }

    @Test
    void emergency_credit_is_given_at_home_once() {
        assertThat(keys.borrow(home.now(), meter)).isTrue();
        assertThat(keys.borrow(home.now(), meter)).isFalse();
        home.at(home.now());
        assertThat(home.alertCodes()).contains("81AB");
    }

    @Test
    void a_supply_that_was_switched_off_from_afar_is_not_switched_on_at_home() {
        codes(SUPPLIER, ESME, 0x0050, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(52)));
        assertThat(keys.switchOn(home.now())).isFalse();

        codes(SUPPLIER, ESME, 0x0051, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(54)));

        assertThat(keys.switchOn(home.now())).isTrue();
    }

    @Test
    void nobody_presses_keys_at_a_hub() {
        assertThatThrownBy(() -> home.device(HUB).keyPad()).hasMessageContaining("CHF");
    }
}
