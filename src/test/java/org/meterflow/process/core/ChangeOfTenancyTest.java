package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;

/** Somebody moves out, somebody else moves in. */
class ChangeOfTenancyTest extends CoreProcess {

    @Test
    void an_occupant_s_word_that_nobody_confirms_changes_nothing() {
        CaseKey key = moves("occupant");
        does(key, "Verify tenancy", Map.of("decision", "refused", "note", "The same names as before"), "anna");
        endsAs(key, "Not changed");
        assertThat(answers.of(key, "restrictAccess")).isEmpty();
    }

    @Test
    void two_households_that_claim_one_home_are_decided_by_a_supervisor() {
        CaseKey refused = moves("occupant");
        does(refused, "Verify tenancy", Map.of("decision", "conflict", "note", "Two families claim it"), "anna");
        does(
                refused,
                "Adjudicate claims",
                Map.of("decision", "former", "reason", "The lease runs until the summer"),
                "ben");
        endsAs(refused, "Claim refused");

        CaseKey granted = moves("occupant");
        does(granted, "Verify tenancy", Map.of("decision", "conflict", "note", "Two families claim it"), "anna");
        does(
                granted,
                "Adjudicate claims",
                Map.of("decision", "new", "reason", "The new lease is signed by both"),
                "ben");
        comesTo(granted, "Move in");
    }

    @Test
    void at_the_beginning_of_the_first_day_the_meter_hides_what_was_before_and_everybody_is_told() {
        CaseKey key = moves("occupant");
        does(key, "Verify tenancy", Map.of("decision", "confirmed", "note", "The agent has confirmed it"), "anna");
        comesTo(key, "Move in");
        passes(Duration.ofDays(4));

        endsAs(key, "Tenancy changed");
        assertThat(answers.of(key, "restrictAccess")).containsEntry("outcome", "answered");
        assertThat(answers.of(key, "readMeter"))
                .containsEntry("outcome", "answered")
                .containsKey("importKwh");
        assertThat(answers.of(key, "sendLetter")).containsEntry("outcome", "told");
    }

    @Test
    void a_meter_that_stays_silent_is_visited_and_the_rest_is_done_then() {
        CaseKey key = moves("utility");
        comesTo(key, "Move in");
        hubIsOffline(true);
        passes(Duration.ofDays(4));
        comesTo(key, "Restrict access");
        passes(Duration.ofDays(2));
        comesTo(key, "Visit home");
        hubIsOffline(false);
        visits(key, "fixed");

        endsAs(key, "Tenancy changed");
        assertThat(answers.of(key, "restrictAccess")).containsEntry("outcome", "silent");
    }

    private CaseKey moves(String evidence) {
        return begins(
                "changeOfTenancy",
                "requestId",
                Map.of("movedOut", today().plusDays(2), "movedIn", today().plusDays(3), "evidence", evidence));
    }
}
