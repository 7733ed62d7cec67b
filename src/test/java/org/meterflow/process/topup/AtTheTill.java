package org.meterflow.process.topup;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Payments for energy in advance, from the till to the meter, in the town. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=1s", "meterflow.metering.least-wait=1s"})
@Import(TopUpStory.class)
abstract class AtTheTill {

    @Autowired
    TopUpStory story;

    @Autowired
    Registrations registrations;

    @Autowired
    BusinessCalendar calendar;

    @AfterEach
    void everybodyHasPower() {
        story.everybodyHasPower();
    }

    void theHubIsCutOffAsSoonAsTheTokenIsAnswered(String home, String reference) {
        story.fleet().slow(story.meter(home), Duration.ofSeconds(2));
        story.pays(reference, home, "20.00");
        story.untilTheTokenIsAnswered(reference);
        story.theHubIsCutOff(home, true);
        story.fleet().slow(story.meter(home), Duration.ZERO);
    }
}
