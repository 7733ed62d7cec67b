package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.market.Market.Supply;
import org.meterflow.process.CaseKey;
import org.meterflow.process.kit.ConfidentialAnswers;
import org.meterflow.process.kit.ConfidentialLook;
import org.meterflow.simulator.PaymentProvider;
import org.meterflow.simulator.SigningHabit;
import org.springframework.beans.factory.annotation.Autowired;

/** A supplier wants a home on prepayment, or back on credit. */
class PaymentModeSwitchTest extends CoreProcess {

    static final Map<String, String> NOTHING_AGAINST_IT = Map.ofEntries(
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
    private static final Map<String, String> CAN_TOP_UP =
            Map.of("canTopUp", "true", "note", "Showed the household how to top up");

    @Autowired
    private ConfidentialAnswers confidential;

    @Override
    protected boolean suits(Supply supply) {
        return supply.payment() == PaymentMode.CREDIT;
    }

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
        assertThat(views.facts(key).orElseThrow().facts().plain().toString())
                .as("nor in what others see of the case")
                .doesNotContainIgnoringCase("medical");
        for (String kept : List.of(
                "select count(*) from case_answer where case_id = ? and field = 'poweredMedicalNeed'",
                "select count(*) from act_ru_variable where ? <> '' and name_ = 'poweredMedicalNeed'",
                "select count(*) from act_hi_varinst where ? <> '' and name_ = 'poweredMedicalNeed'",
                "select count(*) from act_hi_dec_in where ? <> ''")) {
            assertThat(jdbc.sql(kept).param(key.caseId()).query(Long.class).single())
                    .as(kept)
                    .isZero();
        }
    }

    @Test
    void what_is_answered_in_confidence_is_seen_by_its_teams_alone_and_each_look_is_on_record() {
        CaseKey key = toPrepayment("debt");
        does(key, "Record household", with("poweredMedicalNeed", "yes"), "anna");
        endsAs(key, "Refused");

        assertThat(confidential.look(key, "dora", Set.of("scheduling"))).isEmpty();
        assertThat(confidential.look(key, "ben", Set.of("welfare-trained", "field")))
                .hasSize(15)
                .anySatisfy(answer -> {
                    assertThat(answer.label()).isEqualTo("Does anybody need the supply for medical equipment?");
                    assertThat(answer.words()).isEqualTo("Yes");
                    assertThat(answer.actor()).isEqualTo("anna");
                });

        assertThat(confidential.looks(10, 0))
                .filteredOn(look -> look.key().equals(key))
                .extracting(ConfidentialLook::person)
                .containsExactly("ben");
    }

    @Test
    void a_debt_is_recovered_by_prepayment_after_notice_and_by_somebody_else_s_decision() {
        CaseKey key = toPrepayment("debt");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");
        comesTo(key, "Seven days later");
        passes(Duration.ofDays(25));

        does(key, "Assess prepayment", APPROVED, "ben");
        does(key, "Explain prepayment", CAN_TOP_UP, "anna");
        assertThat(answers.of(key, "setPrepayment"))
                .as("what the meter says when everything has been sent")
                .containsEntry("outcome", "set")
                .hasEntrySatisfying("balance", is("30"))
                .hasEntrySatisfying("debt", is("320"));
        CaseKey watch = watched(key);
        paysAtTheShop(150);
        passes(Duration.ofDays(1));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(answers.of(watch, "askMeter"))
                        .containsEntry("supplySupplyState", "connected")
                        .hasEntrySatisfying("balanceTimeDebt1", is("319"))
                        .doesNotContainKey("reason"));
        comesTo(watch, "A day later");
        passes(Duration.ofDays(20));

        endsAs(key, "On prepayment");
        assertThat(told(key)).contains("Send notice", "Assess prepayment", "Looked at the home", "Tell supplier");
    }

    @Test
    void whoever_cannot_be_told_stays_on_credit() {
        town.desk(ALDER).orElseThrow().reachesConsumers(false);
        CaseKey key = toPrepayment("debt");

        does(key, "Record household", NOTHING_AGAINST_IT, "anna");

        endsAs(key, "Not told");
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
    void a_household_that_cannot_top_up_is_back_on_credit_at_once_and_its_debt_is_off_the_meter() {
        CaseKey key = toPrepayment("consumerRequest");
        does(key, "Record household", with("weeklyRepayment", "10"), "anna");

        does(key, "Explain prepayment", Map.of("canTopUp", "false", "note", "The shop has closed"), "anna");

        endsAs(key, "Not switched");
        assertThat(answers.of(key, "setBack"))
                .containsEntry("outcome", "set")
                .hasEntrySatisfying("debtBefore", is("320"))
                .hasEntrySatisfying("debt", is("0"))
                .hasEntrySatisfying("balanceBefore", is("30"))
                .hasEntrySatisfying("balance", is("0"));
    }

    @Test
    void what_its_supplier_does_not_sign_is_not_sent_and_what_was_left_goes_back_with_the_mode() {
        signs(SigningHabit.REFUSES);
        CaseKey refused = toPrepayment("voluntary");
        does(refused, "Record household", NOTHING_AGAINST_IT, "anna");
        endsAs(refused, "Not switched");
        assertThat(answers.of(refused, "setPrepayment")).containsEntry("outcome", "incomplete");

        signs(SigningHabit.SIGNS);
        CaseKey key = toPrepayment("consumerRequest");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");
        comesTo(key, "Explain prepayment");
        signs(SigningHabit.REFUSES);
        does(key, "Explain prepayment", Map.of("canTopUp", "false", "note", "The shop has closed"), "anna");
        does(key, "Restore credit", Map.of("done", "A top-up is brought to them until it works"), "anna");
        endsAs(key, "Credit restored");
        endsAs(toCredit(), "Not set");

        signs(SigningHabit.SIGNS);
        CaseKey back = toCredit();
        endsAs(back, "On credit");
        assertThat(answers.of(back, "setCredit"))
                .hasEntrySatisfying("balanceBefore", is("30"))
                .hasEntrySatisfying("balance", is("0"));
    }

    @Test
    void a_household_that_may_have_cut_itself_off_is_called_each_time_and_back_on_credit_when_that_harms_it() {
        CaseKey key = toPrepayment("consumerRequest");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");
        does(key, "Explain prepayment", CAN_TOP_UP, "anna");
        CaseKey watch = watched(key);
        hubIsOffline(true);
        passes(Duration.ofDays(1));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> meters.find(watch.caseId() + ":askMeter:supply:request#1")
                        .isPresent());
        passes(Duration.ofHours(7));
        does(key, "Call household", Map.of("decision", "watch", "note", "The hub had no power"), "ben");
        hubIsOffline(false);
        comesTo(watch, "A day later");
        passes(Duration.ofDays(40));

        does(key, "Call household", Map.of("decision", "reverse", "note", "They sit in the dark"), "ben");

        endsAs(key, "Not switched");
        assertThat((BigDecimal) answers.of(watch, "askMeter").get("balanceMeterBalance"))
                .as("what was left when nobody had topped up")
                .isNotPositive();
    }

    @Test
    void a_household_that_is_content_stays_on_prepayment() {
        CaseKey key = toPrepayment("consumerRequest");
        does(key, "Record household", NOTHING_AGAINST_IT, "anna");
        does(key, "Explain prepayment", CAN_TOP_UP, "anna");
        watched(key);
        passes(Duration.ofDays(40));

        does(key, "Call household", Map.of("decision", "keep", "note", "They were on holiday"), "ben");

        endsAs(key, "On prepayment");
    }

    /** @return the case that watches the household of this one, when it waits for the next day */
    private CaseKey watched(CaseKey key) {
        CaseKey watch = new CaseKey("prepaymentWatch", key.caseId() + ":watchHousehold");
        comesTo(watch, "A day later");
        return watch;
    }

    private void paysAtTheShop(int pounds) {
        town.paymentProvider().orElseThrow().pay(PaymentProvider.newReference(), new Mpxn(mpxn), pounds);
    }

    /** To within what a home uses, and repays, in a day. */
    private static Consumer<Object> is(String pounds) {
        return value -> assertThat((BigDecimal) value).isCloseTo(new BigDecimal(pounds), Offset.offset(BigDecimal.ONE));
    }

    private CaseKey toCredit() {
        return begins("paymentModeSwitch", "requestId", Map.of("target", "credit", "reason", "consumerRequest"));
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
