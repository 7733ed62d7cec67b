package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.incident.Effects;
import org.meterflow.process.incident.IncidentReport;
import org.meterflow.process.incident.Incidents;
import org.springframework.beans.factory.annotation.Autowired;

/** A consumer's meter, display or supply does not work. */
class FaultResolutionTest extends CoreProcess {

    @Autowired
    Incidents incidents;

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
    void what_an_outage_and_then_an_incident_of_the_area_explain_is_looked_at_until_they_are_over() {
        String area = "SY9";
        jdbc.sql("update device set postcode = ? where id in (?, ?)")
                .params(area + " 9ZZ", meter().hub().value(), meter().id().value())
                .update();
        jdbc.sql("""
                        insert into outage (area, started_at, opened_at, last_loss, hubs, told_hubs, told_at)
                        values (?, now(), now(), now(), 40, 40, now())""").param(area).update();
        hubIsOffline(true);
        CaseKey key = fault("NO_READS");
        comesTo(key, "Ask meter");
        passes(Duration.ofHours(5));
        comesTo(key, "A working day later");
        assertThat(answers.of(key, "decideRemedy")).containsEntry("remedy", "WAIT_FOR_OUTAGE");

        jdbc.sql("update outage set restored_at = now() where area = ?")
                .param(area)
                .update();
        String incident = incidents.raise(
                new IncidentReport(
                        "No network", "Hubs of the area are silent", Effects.UNKNOWN, null, area, Set.of(), null, null),
                key,
                "silence");
        passes(Duration.ofDays(4));
        comesTo(key, "Ask meter");
        passes(Duration.ofHours(5));
        await().untilAsserted(
                        () -> assertThat(answers.of(key, "decideRemedy")).containsEntry("remedy", "WAIT_FOR_INCIDENT"));
        comesTo(key, "A working day later");

        jdbc.sql("update incident set resolved_at = now() where id = ?")
                .param(incident)
                .update();
        hubIsOffline(false);
        passes(Duration.ofDays(4));
        does(key, "Plan remedy", MENDED, "anna");
    }

    @Test
    void who_lets_nobody_in_may_be_visited_again_and_may_want_no_visit() {
        CaseKey key = fault("OTHER");
        does(key, "Plan remedy", Map.of("decision", "visit", "plan", "We look at the meter itself"), "anna");
        for (int visit = 0; visit < 3; visit++) {
            visits(key, "noAccess");
        }
        does(key, "Decide on access", Map.of("decision", "again", "reason", "They were on holiday"), "anna");
        does(
                key,
                "Book visit",
                Map.of("first", slot(5), "second", slot(6), "third", slot(7), "chosen", "none"),
                "anna");
        does(key, "Decide next step", Map.of("decision", "close", "note", "They want no visit"), "anna");
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
