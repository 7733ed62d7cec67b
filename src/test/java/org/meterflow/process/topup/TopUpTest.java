package org.meterflow.process.topup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.meterflow.process.topup.TopUpStory.ALDER;
import static org.meterflow.process.topup.TopUpStory.CORNER_PAY;
import static org.meterflow.process.topup.TopUpStory.aReference;
import static org.meterflow.process.topup.TopUpStory.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.gbcs.Utrn;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.process.topup.TopUpStory.Answer;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Payments for energy in advance, from the till to the meter. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=1s", "meterflow.metering.least-wait=1s"})
@Import(TopUpStory.class)
class TopUpTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

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

    // ── at the door ──

    @ParameterizedTest
    @CsvSource({
        "0.99,   top-up-amount, between £1.00 and £200.00",
        "200.01, top-up-amount, between £1.00 and £200.00",
        "82.50,  top-up-amount, whole pounds",
        "81.92,  top-up-amount, whole pounds",
        "1.005,  invalid,       faults"
    })
    void an_amount_outside_the_limits_gets_no_token(String amount, String problem, String said) {
        Answer answer =
                story.pays(aReference(), story.supply("2200100000056").mpxn().value(), amount);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("detail").asText()).contains(said);
    }

    @Test
    void a_payment_that_makes_no_sense_is_told_what_is_wrong_with_it() {
        Answer faulty = story.sends(
                Map.of("paymentReference", "-", "mpxn", "12", "amount", -1, "supplier", "?", "channel", "x"));
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/paymentReference", "/mpxn", "/amount", "/supplier", "/channel");

        Map<String, Object> more = new HashMap<>(payment(aReference(), "2200100000056", "20.00"));
        more.put("suplier", "ALDR");
        assertThat(story.sends(more).body().path("errors").findValuesAsText("pointer"))
                .containsExactly("/suplier");

        for (String broken : List.of("", "null", "{", "[]", "{}{}", "{\"amount\":\"much\"}")) {
            assertThat(story.sends(broken, story.key()).status()).as(broken).isBetween(400, 422);
        }
        assertThat(story.sends("{}", story.keyOf(ALDER, "supplier")).problem()).isEqualTo("not-allowed");
        assertThat(story.sends("{}", "mf_wrong_key").status()).isEqualTo(401);
        assertThat(story.sees("PZ-never").status()).isEqualTo(404);
    }

    @Test
    void an_unknown_meter_point_and_one_of_another_supplier_get_no_token() {
        assertThat(story.pays(aReference(), "999999", "20.00").problem()).isEqualTo("top-up-unknown-meter-point");

        String home = "2200100000056";
        Map<String, Object> toBirch = new HashMap<>(payment(aReference(), home, "20.00"));
        toBirch.put("supplier", "BRCH");
        Answer answer = story.sends(toBirch);
        assertThat(answer.problem()).isEqualTo("top-up-wrong-supplier");
        assertThat(answer.body().path("detail").asText()).contains("supplied by ALDR today, not by BRCH");
    }

    @Test
    void the_guides_example_is_answered_as_the_guide_says() throws IOException {
        String guide = Files.readString(Path.of("docs/guides/integrator.md"));
        Matcher example = Pattern.compile("api/top-ups -H[^{]*-d '([^']*)'").matcher(guide);
        assertThat(example.find()).isTrue();

        Answer answer = story.sends(example.group(1), story.key());

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        JsonNode written = new ObjectMapper().readTree(after(guide, "\"paymentReference\": \"PZ-2026-000417\""));
        assertThat(List.copyOf(names(answer.body()))).isEqualTo(names(written));
        assertThat(answer.body().path("key").asText())
                .isEqualTo(written.path("key").asText());
        assertThat(answer.body().path("state").asText())
                .isEqualTo(written.path("state").asText());
        story.ends("PZ-2026-000417");
    }

    private static String after(String guide, String beginning) {
        int start = guide.indexOf("{" + beginning);
        return guide.substring(start, guide.indexOf('}', start) + 1);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    // ── one payment, one token ──

    @Test
    void a_payment_is_answered_with_its_token_and_the_money_is_on_the_meter() {
        String home = story.aPrepaymentHome();
        BigDecimal before = story.balance(home);
        String reference = aReference();

        Answer first = story.pays(reference, home, "20.00");
        Answer again = story.pays(reference, home, "20.00");

        assertThat(first.status()).isEqualTo(201);
        Utrn token = new Utrn(first.utrn());
        assertThat(token.value()).isEqualTo(2000);
        assertThat(token.valueClass()).isEqualTo(Utrn.ValueClass.PENCE);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.utrn()).isEqualTo(first.utrn());
        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
        assertThat(story.balance(home)).isCloseTo(before.add(new BigDecimal("20")), within(new BigDecimal("0.5")));
        assertThat(story.sees(reference).body().path("state").asText()).isEqualTo("On the meter");
        assertThat(story.notice(CORNER_PAY, reference, "topUpOnMeter")
                        .orElseThrow()
                        .path("message")
                        .asText())
                .isEqualTo("£20.00 is on your meter.");
        assertThat(story.notice(supplierParty(home), reference, "topUpTaken")).isPresent();
        assertThat(story.atHome(home).enterToken(first.utrn()))
                .as("a second time, by hand")
                .isFalse();
    }

    @Test
    void whole_pounds_of_more_than_pence_can_count_are_a_token_of_pounds() {
        String home = story.aPrepaymentHome();
        String reference = aReference();

        Utrn token = new Utrn(story.pays(reference, home, "150").utrn());

        assertThat(token.valueClass()).isEqualTo(Utrn.ValueClass.POUNDS);
        assertThat(token.value()).isEqualTo(150);
        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
    }

    @Test
    void a_payment_that_comes_many_times_at_once_has_one_token_and_counts_once() throws Exception {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        story.key();
        ExecutorService tills = Executors.newFixedThreadPool(8);
        List<Callable<Answer>> same = Collections.nCopies(8, () -> story.pays(reference, home, "10.00"));

        List<String> utrns = new ArrayList<>();
        for (Future<Answer> answer : tills.invokeAll(same)) {
            utrns.add(answer.get().utrn());
        }
        tills.shutdown();

        assertThat(utrns).doesNotContain("").containsOnly(utrns.get(0));
        story.ends(reference);
        assertThat(story.facts(reference)).containsEntry("Attempts to send it", "1");
    }

    @Test
    void a_reference_that_was_used_for_another_payment_is_a_conflict() {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        story.pays(reference, home, "10.00");

        Answer dearer = story.pays(reference, home, "11.00");
        Answer elsewhere = story.pays(reference, "2200100000056", "10.00");

        assertThat(dearer.status()).isEqualTo(409);
        assertThat(dearer.problem()).isEqualTo("top-up-reference-used");
        assertThat(dearer.body().path("detail").asText()).contains("was used for £10.00 at meter point " + home);
        assertThat(elsewhere.status()).isEqualTo(409);
        story.ends(reference);
    }

    @Test
    void gas_is_topped_up_likewise() {
        String home = story.aHome(Fuel.GAS, PaymentMode.PREPAYMENT);
        String reference = aReference();

        story.pays(reference, home, "15.00");

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
    }

    // ── a meter that does not answer ──

    @Test
    void while_the_meter_is_silent_the_consumer_is_told_to_enter_the_token_and_the_money_comes_when_it_is_back() {
        String home = story.aPrepaymentHome();
        story.theHubIsCutOff(home, true);
        String reference = aReference();

        Answer answer = story.pays(reference, home, "20.00");
        assertThat(answer.status()).isEqualTo(201);
        story.waitsForTheMeter(reference);
        assertThat(story.notice(CORNER_PAY, reference, "topUpToBeEntered")).isEmpty();
        waitUntilTold(reference);

        assertThat(story.notice(CORNER_PAY, reference, "topUpToBeEntered")
                        .orElseThrow()
                        .path("message")
                        .asText())
                .startsWith("We cannot reach your meter. Enter these 20 digits at the meter to add £20.00: ")
                .endsWith(answer.body().path("printed").asText());
        story.theHubIsCutOff(home, false);
        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
    }

    @Test
    void a_token_that_is_entered_by_hand_while_it_waits_for_the_meter_counts_once() {
        String home = story.aPrepaymentHome();
        story.theHubIsCutOff(home, true);
        String reference = aReference();
        String utrn = story.pays(reference, home, "20.00").utrn();
        story.waitsForTheMeter(reference);
        BigDecimal before = story.balance(home);

        assertThat(story.atHome(home).enterToken(utrn)).isTrue();
        story.theHubIsCutOff(home, false);

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("Entered by hand");
        assertThat(story.balance(home)).isCloseTo(before.add(new BigDecimal("20")), within(new BigDecimal("1")));
        assertThat(story.notice(CORNER_PAY, reference, "topUpOnMeter")
                        .orElseThrow()
                        .path("by")
                        .asText())
                .isEqualTo("HAND");
    }

    @Test
    void when_the_day_is_over_the_token_is_left_to_be_entered_and_its_entry_is_heard_of_later() {
        String home = story.aPrepaymentHome();
        story.theHubIsCutOff(home, true);
        String reference = aReference();
        String utrn = story.pays(reference, home, "20.00").utrn();

        assertThat(story.endsInTime(reference, Duration.ofMinutes(61)).facts().outcome())
                .isEqualTo("To be entered by hand");
        story.atHome(home).enterToken(utrn);
        story.theHubIsCutOff(home, false);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> "Entered by hand"
                        .equals(story.details(reference).facts().outcome()));
    }

    @Test
    void an_answer_that_was_lost_is_read_from_the_account_before_anything_is_sent_again() {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        BigDecimal before = story.balance(home);
        story.fleet().slow(story.meter(home), Duration.ofSeconds(4));
        story.pays(reference, home, "20.00");
        story.theAnswerToTheTokenIsLost(reference, home);

        story.untilTheAttemptIsOver(reference);
        story.passes(Duration.ofSeconds(31));

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
        assertThat(story.facts(reference)).containsEntry("Attempts to send it", "1");
        assertThat(story.balance(home)).isCloseTo(before.add(new BigDecimal("20")), within(new BigDecimal("1")));
    }

    @Test
    void what_another_token_has_paid_in_is_not_taken_for_the_arrival_of_one_whose_answer_was_lost() {
        String home = story.aPrepaymentHome();
        String lost = aReference();
        String other = aReference();
        story.fleet().slow(story.meter(home), Duration.ofSeconds(4));
        story.pays(lost, home, "20.00");
        story.theAnswerToTheTokenIsLost(lost, home);
        story.untilTheAttemptIsOver(lost);
        story.pays(other, home, "20.00");
        assertThat(story.ends(other).facts().outcome()).isEqualTo("On the meter");

        story.passes(Duration.ofSeconds(31));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(story.facts(lost)).containsEntry("Attempts to send it", "2"));
    }

    // ── a meter that does not take it ──

    @ParameterizedTest
    @EnumSource(Fuel.class)
    void a_meter_in_credit_mode_takes_no_token_and_the_payment_is_refunded(Fuel fuel) {
        String home = story.aHome(fuel, PaymentMode.CREDIT);
        String reference = aReference();

        story.pays(reference, home, "20.00");
        story.isAt(reference, "refundAwaited");

        assertThat(story.notice(CORNER_PAY, reference, "topUpRefundDue")
                        .orElseThrow()
                        .path("reason")
                        .asText())
                .isEqualTo("The meter is not in prepayment mode");
        assertThat(story.saysRefunded(reference)).contains("CORRELATED");
        assertThat(story.ends(reference).facts().outcome()).isEqualTo("Refunded");
    }

    @Test
    void a_meter_that_would_hold_too_much_takes_no_token_and_a_person_chases_the_refund() {
        String home = story.aPrepaymentHome();
        String first = aReference();
        story.pays(first, home, "200");
        story.ends(first);
        String reference = aReference();

        story.pays(reference, home, "200");
        story.isAt(reference, "refundAwaited");

        assertThat(story.facts(reference)).containsEntry("Not taken because", "The meter would hold more than it may");
        story.endsAfterTheRefundIsOverdue(reference);
        assertThat(story.details(reference).facts().outcome()).isEqualTo("Closed without a refund");
    }

    @Test
    void a_home_that_has_changed_its_supplier_meanwhile_gets_its_money_back() {
        String home = story.aHome(
                Fuel.ELECTRICITY,
                PaymentMode.PREPAYMENT,
                supply -> supply.supplier().equals(new Mpid("ALDR")));
        story.theHubIsCutOff(home, true);
        String reference = aReference();
        story.pays(reference, home, "20.00");
        story.waitsForTheMeter(reference);

        registrations.register(new Mpxn(home), new Mpid("BRCH"), calendar.today(), "the test");
        story.isAtInTime(reference, "refundAwaited", MINUTE);

        assertThat(story.facts(reference)).containsEntry("Not taken because", "Another supplier serves the home now");
        story.saysRefunded(reference);
        assertThat(story.ends(reference).facts().outcome()).isEqualTo("Refunded");
    }

    @Test
    void whether_a_token_arrived_before_the_home_changed_its_supplier_a_person_finds_out_and_has_it_passed_on() {
        String reference = aReference();
        theHomeChangesItsSupplierWhileATokenIsOnItsWay(reference);

        story.aPersonDecides(
                reference,
                "operations",
                Map.of("decision", "forward", "reason", "The meter shows the credit, and Birch serves it now"));

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("Passed to the new supplier");
        assertThat(story.notice(ALDER, reference, "topUpForwarded")).isPresent();
    }

    @Test
    void a_refund_that_a_person_decides_counts_although_the_payment_provider_confirms_it_late() {
        String reference = aReference();
        theHomeChangesItsSupplierWhileATokenIsOnItsWay(reference);

        story.aPersonDecides(
                reference, "operations", Map.of("decision", "refund", "reason", "The meter shows nothing of it"));
        story.isAtInTime(reference, "chaseRefund", Duration.ofDays(2));
        story.saysRefunded(reference);

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("Refunded");
    }

    private void theHomeChangesItsSupplierWhileATokenIsOnItsWay(String reference) {
        String home = story.aHome(
                Fuel.ELECTRICITY,
                PaymentMode.PREPAYMENT,
                supply -> supply.supplier().equals(new Mpid("ALDR")));
        story.fleet().loseAnswers(story.meter(home), 100);
        story.pays(reference, home, "20.00");
        story.untilTheTokenHasLeft(reference);
        story.waitsForTheMeter(reference);
        registrations.register(new Mpxn(home), new Mpid("BRCH"), calendar.today(), "the test");
        story.isAtInTime(reference, "decideUnusedToken", MINUTE);
        assertThat(story.facts(reference).get("Not taken because")).contains("may have taken the token before");
        story.fleet().loseAnswers(story.meter(home), 0);
    }

    @Test
    void a_token_counts_although_nobody_can_look_afterwards_whether_the_supply_is_armed() {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        theHubIsCutOffAsSoonAsTheTokenIsAnswered(home, reference);

        assertThat(story.endsInTime(reference, Duration.ofSeconds(30)).facts().outcome())
                .isEqualTo("On the meter");
    }

    @Test
    void a_refusal_whose_reason_nobody_can_read_goes_to_a_person() {
        String home = story.aHome(Fuel.ELECTRICITY, PaymentMode.CREDIT);
        String reference = aReference();
        theHubIsCutOffAsSoonAsTheTokenIsAnswered(home, reference);
        story.isAtInTime(reference, "decideUnusedToken", Duration.ofSeconds(30));

        story.aPersonDecides(
                reference,
                "operations",
                Map.of("decision", "nothing", "reason", "The money is on the consumer's bill"));

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("Closed without a refund");
    }

    private void theHubIsCutOffAsSoonAsTheTokenIsAnswered(String home, String reference) {
        story.fleet().slow(story.meter(home), Duration.ofSeconds(2));
        story.pays(reference, home, "20.00");
        story.untilTheTokenIsAnswered(reference);
        story.theHubIsCutOff(home, true);
        story.fleet().slow(story.meter(home), Duration.ZERO);
    }

    @Test
    void wrong_numbers_typed_at_the_meter_lock_its_keys_and_that_is_said() {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        story.theHubIsCutOff(home, true);
        String utrn = story.pays(reference, home, "20.00").utrn();
        story.waitsForTheMeter(reference);

        for (int wrong = 0; wrong < 5; wrong++) {
            story.atHome(home).enterToken("73946144332040217315");
        }
        assertThat(story.atHome(home).enterToken(utrn)).isFalse();
        story.theHubIsCutOff(home, false);

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        story.notice(CORNER_PAY, reference, "topUpEntryLocked").isPresent());
    }

    private void waitUntilTold(String reference) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> {
                    story.passes(Duration.ofMinutes(5));
                    return story.notice(CORNER_PAY, reference, "topUpToBeEntered")
                            .isPresent();
                });
    }

    private String supplierParty(String home) {
        return story.supplierOf(home).equals(new Mpid("ALDR")) ? ALDER : TopUpStory.BIRCH;
    }
}
