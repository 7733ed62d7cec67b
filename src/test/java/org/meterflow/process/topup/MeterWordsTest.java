package org.meterflow.process.topup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.process.topup.PaidTopUp.Finding;

/** What meters answer to a look, in the words in which answers are kept. */
class MeterWordsTest {

    @Test
    void a_supply_that_waits_to_be_switched_on_is_known_of_both_fuels() {
        assertThat(MeterWords.armed(Map.of("Supply state", "ready for reconnection")))
                .isTrue();
        assertThat(MeterWords.armed(Map.of("Supply state", "connected"))).isFalse();
        assertThat(MeterWords.armed(Map.of("Supply status", "armed"))).isTrue();
        assertThat(MeterWords.armed(Map.of("Supply status", "open"))).isFalse();
        assertThat(MeterWords.armed(Map.of())).isFalse();
    }

    @Test
    void a_mode_is_a_word_of_electricity_and_a_bit_of_gas() {
        assertThat(MeterWords.prepayment(Map.of("Mode", "prepayment"))).hasValue(true);
        assertThat(MeterWords.prepayment(Map.of("Mode", "credit"))).hasValue(false);
        assertThat(MeterWords.prepayment(Map.of("Payment control configuration", "0002")))
                .hasValue(true);
        assertThat(MeterWords.prepayment(Map.of("Payment control configuration", "0001")))
                .hasValue(false);
        assertThat(MeterWords.prepayment(Map.of())).isEmpty();
    }

    @Test
    void the_last_refusal_in_the_log_counts_and_other_events_do_not() {
        Map<String, String> log = new LinkedHashMap<>();
        assertThat(MeterWords.lastRefusal(log)).isEmpty();
        log.put("1 Event", "8F51 Top-up token used before");
        log.put("2 Event", "8F47 Top-up would exceed the maximum meter balance");
        log.put("3 Event", "8154 Command carried out");
        log.put("3 Details", "");

        assertThat(MeterWords.lastRefusal(log)).hasValue(Finding.MAX_BALANCE);
    }
}
