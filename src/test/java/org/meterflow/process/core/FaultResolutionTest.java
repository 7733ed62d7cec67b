package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;

/** A consumer's meter, display or supply does not work. */
class FaultResolutionTest extends CoreProcess {

    private static final Map<String, String> MENDED =
            Map.of("decision", "fixed", "plan", "The display has been paired again");

    @Test
    void danger_goes_before_everything_else() {
        CaseKey key = fault("GAS_SMELL");
        does(key, "Handle emergency", Map.of("done", "The emergency service is on its way"), "anna");
        endsAs(key, "Made safe");
        assertThat(answers.of(key, "askMeter")).isEmpty();
    }

    @Test
    void what_can_be_mended_from_afar_is_looked_at_once_more_a_day_later() {
        CaseKey key = fault("BLANK_DISPLAY");
        does(key, "Plan remedy", MENDED, "anna");
        assertThat(answers.of(key, "decideRemedy")).containsEntry("remedy", "REMOTE_FIX");
        comesTo(key, "A day later");
        passes(Duration.ofDays(4));
        endsAs(key, "Closed");
    }

    @Test
    void a_meter_that_does_not_answer_is_visited_and_planned_anew_as_long_as_it_is_silent() {
        hubIsOffline(true);
        CaseKey key = fault("NO_READS");
        comesTo(key, "Ask meter");
        passes(Duration.ofHours(5));
        visits(key, "fixed");
        assertThat(answers.of(key, "decideRemedy")).containsEntry("remedy", "VISIT");
        comesTo(key, "A day later");
        passes(Duration.ofDays(5));
        comesTo(key, "Read meter");
        passes(Duration.ofDays(2));

        does(key, "Decide next step", Map.of("decision", "again", "note", "Still silent after the visit"), "anna");
        does(key, "Plan remedy", Map.of("decision", "visit", "plan", "We exchange the hub next week"), "anna");
        visits(key, "unsafe");
        does(key, "Decide next step", Map.of("decision", "close", "note", "The house is a ruin"), "anna");

        endsAs(key, "Closed");
    }

    @Test
    void a_plan_that_is_late_is_paid_for_and_still_made() {
        CaseKey key = fault("OTHER");
        comesTo(key, "Plan remedy");
        passes(Duration.ofDays(25));
        does(key, "Plan remedy", MENDED, "anna");
        assertThat(told(key)).contains("Plan remedy");
    }

    private CaseKey fault(String symptom) {
        return begins("faultResolution", "faultId", Map.of("symptom", symptom, "since", clock.instant()));
    }
}
