package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.simulator.SigningHabit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/** A supplier wants a supply cut off, or given back. */
class SupplyControlTest extends CoreProcess {

    static final Map<String, String> NOTHING_AGAINST_IT = Map.ofEntries(
            Map.entry("amountDisputed", "no"),
            Map.entry("medicalNeed", "no"),
            Map.entry("prioritySupply", "no"),
            Map.entry("childUnder6", "no"),
            Map.entry("pensionersOnly", "no"),
            Map.entry("pensioner", "no"),
            Map.entry("disabled", "no"),
            Map.entry("chronicallyIll", "no"),
            Map.entry("alternativesExhausted", "yes"),
            Map.entry("occupancyVerified", "yes"),
            Map.entry("debtDays", "60"),
            Map.entry("prepaymentOffered", "yes"));
    private static final Map<String, String> AGREED = Map.of("decision", "agree", "reason", "Everything was tried");

    @Autowired
    @Qualifier("registrationFeed")
    private SmartLifecycle registrationBodies;

    @Test
    void a_home_that_depends_on_its_supply_stays_on_it() {
        CaseKey key = cutOff("debt");

        does(key, "Record home", with("medicalNeed", "unknown"), "anna");

        endsAs(key, "Denied");
        assertThat(answers.of(key, "decideRuling")).containsEntry("ruling", "DENY");
        assertThat(answers.of(key, "disableSupply")).isEmpty();
    }

    @Test
    void whoever_cannot_be_told_is_not_cut_off() {
        town.desk(ALDER).orElseThrow().reachesConsumers(false);
        CaseKey key = cutOff("debt");

        does(key, "Record home", NOTHING_AGAINST_IT, "anna");

        endsAs(key, "Not told");
    }

    @Test
    void nobody_is_cut_off_when_it_is_no_longer_certain_whose_home_it_is() {
        CaseKey key = cutOff("debt");
        does(key, "Record home", NOTHING_AGAINST_IT, "anna");
        comesTo(key, "Notice over");
        registrationBodies.stop();
        passes(Duration.ofDays(20));
        does(key, "Decide first", AGREED, "ben");
        does(key, "Decide second", AGREED, "carl");

        endsAs(key, "No longer allowed");
        assertThat(answers.of(key, "disableSupply")).isEmpty();
    }

    @Test
    void silence_of_the_supervisors_is_a_no() {
        CaseKey key = cutOff("debt");
        does(key, "Record home", NOTHING_AGAINST_IT, "anna");
        comesTo(key, "Notice over");
        passes(Duration.ofDays(20));
        does(key, "Decide first", AGREED, "ben");

        passes(Duration.ofHours(5));

        endsAs(key, "Not authorised");
        assertThat(answers.of(key, "disableSupply")).isEmpty();
    }

    @Test
    void two_supervisors_agree_after_notice_and_the_meter_cuts_off_and_is_armed_again() {
        CaseKey key = cutOff("debt");
        does(key, "Record home", NOTHING_AGAINST_IT, "anna");
        comesTo(key, "Notice over");
        passes(Duration.ofDays(20));
        does(key, "Decide first", AGREED, "ben");
        does(key, "Decide second", AGREED, "carl");

        endsAs(key, "Cut off");
        assertThat(answers.of(key, "readState")).containsEntry("supplyState", "disconnected");

        CaseKey back = begins("supplyControl", "actionId", Map.of("action", "restore", "reason", "payment"));
        does(back, "Ask occupant", Map.of("occupantConfirmed", "false"), "anna");
        endsAs(back, "Armed");
        assertThat(answers.of(back, "armSupply")).containsEntry("outcome", "answered");
    }

    @Test
    void danger_does_not_wait_for_notice_or_supervisors() {
        CaseKey key = cutOff("emergency");

        does(key, "Record home", with("amountDisputed", "yes"), "anna");

        endsAs(key, "Cut off");
        CaseKey back = begins("supplyControl", "actionId", Map.of("action", "restore", "reason", "mistake"));
        does(back, "Ask occupant", Map.of("occupantConfirmed", "true"), "anna");
        endsAs(back, "Switched on");
    }

    @Test
    void nobody_is_cut_off_before_somebody_has_looked_who_lives_there() {
        CaseKey key = cutOff("vacant");
        does(key, "Record home", with("occupancyVerified", "unknown"), "anna");
        visits(key, "noFault");

        does(key, "Record home", NOTHING_AGAINST_IT, "anna");

        comesTo(key, "Notice over");
        passes(Duration.ofDays(20));
        does(key, "Decide first", AGREED, "ben");
        does(key, "Decide second", Map.of("decision", "refuse", "reason", "The visit was a month ago"), "carl");

        endsAs(key, "Not authorised");
        assertThat(answers.of(key, "disableSupply")).isEmpty();
    }

    @Test
    void what_its_supplier_does_not_sign_is_not_done_and_help_is_sent_by_hand() {
        signs(SigningHabit.REFUSES);
        CaseKey key = cutOff("safety");
        does(key, "Record home", NOTHING_AGAINST_IT, "anna");
        endsAs(key, "Not done");

        CaseKey back = begins("supplyControl", "actionId", Map.of("action", "restore", "reason", "mistake"));
        does(back, "Ask occupant", Map.of("occupantConfirmed", "true"), "anna");
        does(back, "Restore supply", Map.of("done", "Somebody drove there"), "ben");
        endsAs(back, "Restored");
    }

    @AfterEach
    void registrationBodiesTellAgain() {
        registrationBodies.start();
    }

    private CaseKey cutOff(String reason) {
        return begins("supplyControl", "actionId", Map.of("action", "disable", "reason", reason));
    }

    private static Map<String, String> with(String question, String answer) {
        Map<String, String> changed = new HashMap<>(NOTHING_AGAINST_IT);
        changed.put(question, answer);
        return changed;
    }
}
