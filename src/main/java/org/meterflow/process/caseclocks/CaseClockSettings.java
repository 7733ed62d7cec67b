package org.meterflow.process.caseclocks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When who hears of a clock, in per cent of its time.
 *
 * @param reminder of whoever works on the case
 * @param teamLead when the team lead is asked
 * @param handedOn when the case may hand the work to other people
 * @param leadAnswersWithin what a team lead has to look into a delay
 */
@ConfigurationProperties("meterflow.case-clocks")
record CaseClockSettings(
        @DefaultValue("50") int reminder,
        @DefaultValue("80") int teamLead,
        @DefaultValue("200") int handedOn,
        @DefaultValue("PT4H") Duration leadAnswersWithin) {

    CaseClockSettings {
        if (reminder < 1 || teamLead <= reminder || teamLead >= 100 || handedOn <= 100) {
            throw new IllegalArgumentException("meterflow.case-clocks: write percentages that grow: reminder, then"
                    + " team-lead, both below 100, and handed-on above 100.");
        }
    }

    int percent(Stage stage) {
        return switch (stage) {
            case REMINDER -> reminder;
            case TEAM_LEAD -> teamLead;
            case RAN_OUT -> 100;
            case HANDED_ON -> handedOn;
        };
    }
}
