package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.simulator.MarketApi;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The gate closes at 17:00 London on the very days the clocks go forward and back. */
@TownTest
@Import(SwitchStory.class)
class ClockChangeTest {

    @Autowired
    SwitchStory story;

    /** The next Sundays on which the clocks change, in the order they come: one in March, one in October. */
    static Stream<LocalDate> clockChanges() {
        LocalDate today = LocalDate.now(BusinessCalendar.LONDON);
        return Stream.of(Month.MARCH, Month.OCTOBER)
                .map(month -> changeIn(today, month))
                .sorted();
    }

    private static LocalDate changeIn(LocalDate today, Month month) {
        LocalDate thisYear = today.withDayOfMonth(1).withMonth(month.getValue()).with(lastSunday());
        return thisYear.minusDays(8).isAfter(today)
                ? thisYear
                : today.withDayOfMonth(1)
                        .withMonth(month.getValue())
                        .plusYears(1)
                        .with(lastSunday());
    }

    private static java.time.temporal.TemporalAdjuster lastSunday() {
        return TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY);
    }

    @ParameterizedTest
    @MethodSource("clockChanges")
    void a_withdrawal_at_16_59_counts_and_one_at_17_01_does_not(LocalDate sunday) {
        story.londonShows(sunday.minusDays(5), LocalTime.NOON);
        Mpxn early = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        Mpxn late = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String withdrawn = story.aSwitchIsRequested(early, BIRCH, sunday.plusDays(1), false);
        String tooLate = story.aSwitchIsRequested(late, BIRCH, sunday.plusDays(1), false);
        story.isAt(withdrawn, "inviteLosingSupplier");
        story.isAt(tooLate, "inviteLosingSupplier");
        story.theWindowToObjectCloses(tooLate);
        story.isAt(withdrawn, "gateClosure");
        story.isAt(tooLate, "gateClosure");

        story.londonShows(sunday, LocalTime.of(16, 59));
        assertThat(story.deskOf(BIRCH).withdraw(withdrawn, "In time").body()).contains("CORRELATED");
        assertThat(story.change(tooLate).state()).isEqualTo(State.CONFIRMED);
        story.londonShows(sunday, LocalTime.of(17, 1));
        MarketApi.Answer answer = story.deskOf(BIRCH).withdraw(tooLate, "Too late");

        assertThat(answer.body()).contains("REFUSED").contains("could be cancelled until");
        story.ends(withdrawn, State.CANCELLED);
        story.until(tooLate, details -> story.change(tooLate).state() == State.SECURED, "it is secured");
    }
}
