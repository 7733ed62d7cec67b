package org.meterflow.process.setaccount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a process owner can get wrong at a box that sets an account. */
class SetAccountCheckTest {

    private final SetAccountCheck check = new SetAccountCheck();

    @Test
    void it_says_a_mode_or_another_meter_and_not_both() {
        assertThat(check.wrong(Map.of("meterPoint", "x", "as", "snapshot"))).isEmpty();
        assertThat(check.wrong(Map.of("meterPoint", "x", "mode", "credit"))).isEmpty();
        assertThat(check.wrong(Map.of("meterPoint", "x")))
                .singleElement()
                .asString()
                .contains("either 'mode', or 'as'");
        assertThat(check.wrong(Map.of("mode", "credit", "as", "snapshot"))).hasSize(1);
    }

    @Test
    void nobody_pays_in_advance_from_an_empty_meter_or_in_a_way_that_does_not_exist() {
        assertThat(check.wrong(Map.of("mode", "prepayment")))
                .singleElement()
                .asString()
                .contains("balance");
        assertThat(check.wrong(Map.of("mode", "prepayment", "balance", "30"))).isEmpty();
        assertThat(check.wrong(Map.of("mode", "monthly")))
                .singleElement()
                .asString()
                .contains("'monthly'");
    }
}
