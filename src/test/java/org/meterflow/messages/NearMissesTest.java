package org.meterflow.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissesTest {

    @Test
    void a_key_unlike_any_other_has_no_near_miss() {
        assertThat(NearMisses.among("switchId", "SW-14", List.of("ET-99", "SW-8842", "X")))
                .isEmpty();
        assertThat(NearMisses.among("switchId", "SW-14", List.of())).isEmpty();
    }

    @Test
    void the_key_itself_is_no_near_miss() {
        assertThat(NearMisses.among("switchId", "SW-14", List.of("SW-14"))).isEmpty();
    }

    @Test
    void the_slip_is_named() {
        assertThat(NearMisses.among("switchId", "SW-14", List.of("SW-41")))
                .containsExactly("nearest: switchId SW-41, yours SW-14: last two characters swapped?");
        assertThat(NearMisses.among("switchId", "SW-1499", List.of("SW-4199")))
                .containsExactly("nearest: switchId SW-4199, yours SW-1499: two characters swapped?");
        assertThat(NearMisses.among("switchId", "SW-14", List.of("SW-15")))
                .containsExactly("nearest: switchId SW-15, yours SW-14: one character differs");
        assertThat(NearMisses.among("switchId", "SW-14", List.of("SW-134")))
                .containsExactly("nearest: switchId SW-134, yours SW-14: one character missing?");
        assertThat(NearMisses.among("switchId", "SW-144", List.of("SW-14")))
                .containsExactly("nearest: switchId SW-14, yours SW-144: one character too many?");
        assertThat(NearMisses.among("switchId", "sw-14", List.of("SW-14")))
                .containsExactly("nearest: switchId SW-14, yours sw-14: other letter case?");
    }

    @Test
    void the_nearest_three_come_first() {
        assertThat(NearMisses.among(
                        "id", "123456789", List.of("123456700", "123456788", "123456798", "123456780", "1234567")))
                .hasSize(3)
                .first()
                .asString()
                .contains("123456780");
    }
}
