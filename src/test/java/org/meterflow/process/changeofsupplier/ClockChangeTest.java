package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The days on which the clocks go forward and back, one of each: the clock moves on from one to the next. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockChangeTest {

    @Autowired
    SwitchStory story;

    @Autowired
    GatewayStory gateway;

    private Mpxn home;
    private SimulatedSupplier alder;

    @BeforeAll
    void alderListens() throws Exception {
        home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        alder = gateway.open(story.userOf(ALDER, home));
    }

    @AfterAll
    void alderHasHeard() {
        alder.close();
    }

    @RepeatedTest(2)
    void a_withdrawal_at_16_59_counts_and_one_at_17_01_does_not() {
        LocalDate sunday = theNextClockChange();
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

    @RepeatedTest(2)
    void a_night_schedule_runs_once_in_the_night_the_clocks_change() throws Exception {
        LocalDate sunday = theNextClockChange();
        story.londonShows(sunday.minusDays(1), LocalTime.of(1, 29));
        String schedule = gateway.hasTheLogReadDaily(alder, story.meterOf(home));
        story.passes(Duration.ofMinutes(2));
        gateway.hears(alder, "DSPScheduledMessage", schedule, 1);

        for (int hour = 1; hour <= 48; hour++) {
            story.passes(Duration.ofHours(1));
            gateway.hears(alder, "DSPScheduledMessage", schedule, 1 + hour / 24);
        }

        List<Instant> due = gateway.readsDue(schedule);
        assertThat(due)
                .as("the hour of %s that comes twice, or not at all, changes nothing", sunday)
                .isEqualTo(Stream.iterate(due.get(0), time -> time.plus(Duration.ofDays(1)))
                        .limit(3)
                        .toList());
        alder.ask(SupplierRequest.deleteSchedule("DSPScheduleID", schedule));
    }

    /** A Sunday far enough away for what begins before it. */
    private LocalDate theNextClockChange() {
        ZoneOffsetTransition change =
                BusinessCalendar.LONDON.getRules().nextTransition(story.now().plus(Duration.ofDays(8)));
        return change.getInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
