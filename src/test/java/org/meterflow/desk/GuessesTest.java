package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private final AtomicLong time = new AtomicLong();
    private final Guesses guesses = new Guesses(
            new DeskSettings.SignIn(
                    3, Duration.ofSeconds(5), 6, Duration.ofSeconds(1), 10, 300, Duration.ofMinutes(15)),
            time::get);

    @Test
    void forty_names_from_one_address_are_as_slow_as_one() {
        int looked = 0;
        for (int name = 0; name < 40; name++) {
            looked += guesses.admit("name" + name, "A").isZero() ? 1 : 0;
        }
        assertThat(looked).isEqualTo(3);
        assertThat(guesses.admit("one more", "A")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_name_guessed_at_from_many_addresses_gets_slow_and_is_never_shut() {
        for (int address = 0; address < 100; address++) {
            guesses.admit("anna", "address " + address);
        }
        assertThat(guesses.admit("anna", "one more")).isPositive();

        time.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(guesses.admit("anna", "the last")).isZero();
    }

    @Test
    void whoever_signed_in_from_an_address_before_is_not_slowed_down_by_strangers_there_or_elsewhere() {
        assertThat(guesses.admit("anna", "her desk")).isZero();
        guesses.right("anna", "her desk");

        for (int guess = 0; guess < 100; guess++) {
            guesses.admit("anna", "address " + guess);
            guesses.admit("somebody", "her desk");
        }

        assertThat(guesses.admit("anna", "her desk")).isZero();
    }

    @Test
    void right_passwords_are_no_guesses() {
        for (int morning = 0; morning < 100; morning++) {
            assertThat(guesses.admit("person " + morning, "an office")).isZero();
            guesses.right("person " + morning, "an office");
        }
    }
}
