package org.meterflow.gateway.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a schedule runs. */
class TermsTest {

    @Test
    void it_does_not_run_after_its_last_day() {
        Terms terms = terms(Frequency.DAILY, "2026-03-01", "2026-03-02");

        assertThat(terms.occurrence(1)).contains(Instant.parse("2026-03-02T01:30:00Z"));
        assertThat(terms.occurrence(2)).isEmpty();
    }

    @Test
    void a_monthly_one_that_begins_on_a_31st_runs_on_the_last_day_of_shorter_months_and_on_the_31st_again() {
        assertThat(days(terms(Frequency.MONTHLY, "2026-01-31", null)))
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30");
    }

    @Test
    void each_frequency_has_its_own_step() {
        assertThat(days(terms(Frequency.WEEKLY, "2026-12-28", null)))
                .containsExactly("2026-12-28", "2027-01-04", "2027-01-11", "2027-01-18");
        assertThat(days(terms(Frequency.QUARTERLY, "2026-11-30", null)))
                .containsExactly("2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30");
        assertThat(days(terms(Frequency.HALF_YEARLY, "2026-01-01", null)))
                .containsExactly("2026-01-01", "2026-07-01", "2027-01-01", "2027-07-01");
        assertThat(days(terms(Frequency.YEARLY, "2028-02-29", null)))
                .containsExactly("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28");
    }

    @Test
    void the_first_run_is_the_first_whose_time_has_not_passed() {
        Terms terms = terms(Frequency.DAILY, "2026-03-01", null);

        assertThat(terms.firstNotBefore(Instant.parse("2026-02-01T00:00:00Z"))).isZero();
        assertThat(terms.firstNotBefore(Instant.parse("2026-03-01T01:30:00Z"))).isZero();
        assertThat(terms.firstNotBefore(Instant.parse("2026-03-01T01:30:01Z"))).isEqualTo(1);
    }

    @Test
    void times_are_utc_in_summer_too() {
        assertThat(terms(Frequency.DAILY, "2026-07-01", null).occurrence(0))
                .contains(Instant.parse("2026-07-01T01:30:00Z"));
    }

    private static Stream<String> days(Terms terms) {
        return IntStream.range(0, 4)
                .mapToObj(number ->
                        terms.occurrence(number).orElseThrow().toString().substring(0, 10));
    }

    private static Terms terms(Frequency frequency, String startsOn, @Nullable String endsOn) {
        return new Terms(
                frequency,
                LocalDate.parse(startsOn),
                endsOn == null ? null : LocalDate.parse(endsOn),
                LocalTime.of(1, 30),
                null,
                "4.6",
                "4.6.1",
                new LogPeriod(-1, LocalTime.MIDNIGHT, 0, LocalTime.MIDNIGHT));
    }
}
