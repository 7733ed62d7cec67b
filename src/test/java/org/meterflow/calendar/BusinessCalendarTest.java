package org.meterflow.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {

    private final BusinessCalendar calendar =
            new BusinessCalendar(new CalendarSettings(Set.of(LocalDate.of(2026, 9, 9))), Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21",
                "2026-11-22",
                "2026-12-25",
                "2026-12-28",
                "2026-04-03",
                "2026-04-06",
                "2026-05-04",
                "2026-05-25",
                "2026-08-31",
                "2027-01-01",
                "2026-09-09"
            })
    void weekends_and_bank_holidays_of_england_and_wales_are_not_working_days(LocalDate day) {
        assertThat(calendar.isWorkingDay(day)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-30", "2026-12-24", "2026-08-03", "2026-03-17", "2026-07-13", "2027-01-04"})
    void holidays_of_scotland_and_northern_ireland_are_working_days(LocalDate day) {
        assertThat(calendar.isWorkingDay(day)).isTrue();
    }

    @Test
    void the_first_working_day_after_the_thursday_before_easter_is_the_tuesday_after() {
        assertThat(calendar.plusWorkingDays(LocalDate.of(2026, 4, 2), 1)).isEqualTo(LocalDate.of(2026, 4, 7));
    }

    @Test
    void a_day_that_is_no_working_day_moves_to_the_next_one_when_none_are_added() {
        assertThat(calendar.plusWorkingDays(LocalDate.of(2026, 11, 22), 0)).isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void five_in_the_afternoon_moves_with_british_summer_time() {
        LocalTime five = LocalTime.of(17, 0);
        assertThat(calendar.at(LocalDate.of(2026, 10, 24), five)).isEqualTo(Instant.parse("2026-10-24T16:00:00Z"));
        assertThat(calendar.at(LocalDate.of(2026, 10, 25), five)).isEqualTo(Instant.parse("2026-10-25T17:00:00Z"));
        assertThat(calendar.at(LocalDate.of(2027, 3, 27), five)).isEqualTo(Instant.parse("2027-03-27T17:00:00Z"));
        assertThat(calendar.at(LocalDate.of(2027, 3, 28), five)).isEqualTo(Instant.parse("2027-03-28T16:00:00Z"));
    }

    @Test
    void a_supply_day_in_summer_starts_an_hour_earlier_in_universal_time() {
        assertThat(calendar.startOf(LocalDate.of(2026, 7, 1))).isEqualTo(Instant.parse("2026-06-30T23:00:00Z"));
        assertThat(calendar.dayOf(Instant.parse("2026-06-30T23:30:00Z"))).isEqualTo(LocalDate.of(2026, 7, 1));
    }
}
