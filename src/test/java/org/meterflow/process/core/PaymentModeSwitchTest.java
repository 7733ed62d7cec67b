package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.simulator.SigningHabit;

/** A supplier wants a home on prepayment, or back on credit. */
class PaymentModeSwitchTest extends CoreProcess {

    private static final Map<String, String> NOTHING_AGAINST_IT = Map.ofEntries(
            Map.entry("debtDisputed", "no"),
            Map.entry("breathingSpace", "no"),
            Map.entry("allOccupantsOver75Unsupported", "no"),
            Map.entry("childUnder2", "no"),
            Map.entry("poweredMedicalNeed", "no"),
            Map.entry("severeIllness", "no"),
            Map.entry("cannotTopUp", "no"),
            Map.entry("anybodyOver75", "no"),
            Map.entry("childUnder6", "no"),
            Map.entry("seriousCondition", "no"),
            Map.entry("otherSeriousIllness", "no"),
            Map.entry("temporarySituation", "no"),
            Map.entry("workingDisplay", "yes"),
            Map.entry("meterAccessible", "yes"),
            Map.entry("prepaymentDefect", "no"),
            Map.entry("debt", "320"),
            Map.entry("debtMonths", "5"),
            Map.entry("contacts", "12"),
            Map.entry("welfareVisit", "true"));
    private static final Map<String, String> APPROVED = Map.of(
            "decision",
            "approve",
            "weeklyRepayment",
            "5",
            "rationale",
            "The household manages its money well, has asked for a way to pay as it goes, and lives close to a shop.");
    private static final String NO =
            "Somebody in the home is frail and forgets to top up, so that the home would be cold before long, and nobody would notice it.";
    private static final Map<String, String> CAN_TOP_UP =
            Map.of("canTopUp", "true", "note", "Showed the household how to top up");

    @Test
    void a_home_with_a_child_under_2_is_not_moved_against_its_wish_and_its_supplier_is_told_why() {
        CaseKey key = toPrepayment("debt");

        does(key, "Record household", with("childUnder2", "yes"), "anna");

        endsAs(key, "Refused");
        assertThat(answers.of(key, "decideSafety")).containsEntry("safety", "PROHIBIT");
        assertThat(answers.of(key, "setPrepayment")).isEmpty();
    }

    @Test
    void what_nobody_knows_counts_against_it() {
        CaseKey key = toPrepayment("debt");

        does(key, "Record household", with("poweredMedicalNeed", "unknown"), "anna");

        endsAs(key, "Refused");
        assertThat(timeline.of(key))
                .as("what is known of people's health is in no story")
                .noneMatch(entry -> entry.detail().contains("medical"));
    }

    @Test
    void a_debt_is_recovered_by_prepayment_after_notice_and_by_somebody_else_s_decision() {
        CaseKey key = toPrepayment("debt");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");
        comesTo(key, "Seven days later");
        passes(Duration.ofDays(25));

        does(key, "Assess prepayment", APPROVED, "ben");
        does(key, "Explain prepayment", CAN_TOP_UP, "anna");
        assertThat(answers.of(key, "setPrepayment")).containsEntry("outcome", "answered");
        comesTo(key, "Two weeks later");
        passes(Duration.ofDays(25));

        endsAs(key, "On prepayment");
        assertThat(told(key)).contains("Send notice", "Assess prepayment", "Looked at the home");
    }

    @Test
    void somebody_at_risk_is_visited_and_assessed_and_a_no_is_a_no() {
        CaseKey key = toPrepayment("debt");
        does(key, "Record household", with("anybodyOver75", "yes"), "anna");
        visits(key, "noFault");
        assertThat(answers.of(key, "decideSafety")).containsEntry("safety", "ASSESS");
        comesTo(key, "Seven days later");
        passes(Duration.ofDays(25));

        does(key, "Assess prepayment", Map.of("decision", "reject", "weeklyRepayment", "0", "rationale", NO), "ben");

        endsAs(key, "Not approved");
        assertThat(answers.of(key, "setPrepayment")).isEmpty();
    }

    @Test
    void what_has_changed_since_the_notice_stops_it_before_the_meter_is_told() {
        CaseKey key = toPrepayment("debt");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");
        comesTo(key, "Seven days later");
        hubIsOffline(true);
        passes(Duration.ofDays(25));

        does(key, "Assess prepayment", APPROVED, "ben");

        endsAs(key, "No longer safe");
        assertThat(answers.of(key, "setPrepayment")).isEmpty();
    }

    @Test
    void a_household_that_cannot_top_up_is_back_on_credit_at_once() {
        CaseKey key = toPrepayment("consumerRequest");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");

        does(key, "Explain prepayment", Map.of("canTopUp", "false", "note", "The shop has closed"), "anna");

        endsAs(key, "Not switched");
        assertThat(answers.of(key, "setBack")).containsEntry("outcome", "answered");
    }

    @Test
    void what_its_supplier_does_not_sign_is_not_sent_and_somebody_brings_the_home_back_to_credit() {
        signs(SigningHabit.REFUSES);
        CaseKey key = toPrepayment("voluntary");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");

        does(key, "Restore credit", Map.of("done", "It was on credit all the time"), "anna");

        endsAs(key, "Credit restored");
        assertThat(answers.of(key, "setPrepayment")).containsEntry("outcome", "unsigned");
        CaseKey back = begins("paymentModeSwitch", "requestId", Map.of("target", "credit", "reason", "voluntary"));
        endsAs(back, "Not set");
    }

    @Test
    void a_household_that_may_have_cut_itself_off_is_called_and_back_on_credit_when_that_harms_it() {
        CaseKey key = toPrepayment("consumerRequest");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");
        does(key, "Explain prepayment", CAN_TOP_UP, "anna");
        comesTo(key, "Two weeks later");
        hubIsOffline(true);
        passes(Duration.ofDays(25));
        comesTo(key, "Read supply");
        passes(Duration.ofDays(2));
        hubIsOffline(false);

        does(key, "Call household", Map.of("decision", "reverse", "note", "They sit in the dark"), "ben");

        endsAs(key, "Not switched");
    }

    @Test
    void a_household_that_is_content_stays_on_prepayment() {
        CaseKey key = toPrepayment("consumerRequest");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");
        does(key, "Explain prepayment", CAN_TOP_UP, "anna");
        comesTo(key, "Two weeks later");
        hubIsOffline(true);
        passes(Duration.ofDays(25));
        comesTo(key, "Read supply");
        passes(Duration.ofDays(2));

        does(key, "Call household", Map.of("decision", "keep", "note", "They were on holiday"), "ben");

        endsAs(key, "On prepayment");
    }

    @Test
    void a_home_goes_back_to_credit_without_further_questions() {
        CaseKey key = begins("paymentModeSwitch", "requestId", Map.of("target", "credit", "reason", "consumerRequest"));

        endsAs(key, "On credit");
        assertThat(answers.of(key, "setCredit")).containsEntry("outcome", "answered");
    }

    private CaseKey toPrepayment(String reason) {
        return begins("paymentModeSwitch", "requestId", Map.of("target", "prepayment", "reason", reason));
    }

    private static Map<String, String> with(String question, String answer) {
        Map<String, String> changed = new HashMap<>(NOTHING_AGAINST_IT);
        changed.put(question, answer);
        return changed;
    }
}
