package org.meterflow.process.topup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.topup.TopUpStory.ALDER;
import static org.meterflow.process.topup.TopUpStory.CORNER_PAY;
import static org.meterflow.process.topup.TopUpStory.aReference;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market.PaymentMode;

/** A meter that does not take its token, or a home that is not its supplier's any more: whose the money is. */
class RefusedTokenTest extends AtTheTill {

    private static final Duration MINUTE = Duration.ofMinutes(1);

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
}
