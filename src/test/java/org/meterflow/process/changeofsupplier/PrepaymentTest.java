package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.FieldError;
import org.meterflow.process.WorkItem;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.Tasks;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Consumers who pay in advance: what is on their meters is theirs, and what they owe may go with them. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class PrepaymentTest {

    private static final Map<String, Object> SMALL_DEBT =
            Map.of("ground", "DEBT", "debt", 120, "debtAgeDays", 60, "vulnerable", false);

    @Autowired
    SwitchStory story;

    @Autowired
    Tasks tasks;

    @ParameterizedTest
    @EnumSource(Fuel.class)
    void the_losing_supplier_hears_what_is_on_the_meter_whatever_the_request_says(Fuel fuel) {
        Mpxn home = story.aPrepaymentHomeServedByAlder(fuel);
        boolean saidToPrepay = fuel == Fuel.GAS;
        String id = story.aSwitchIsRequested(home, BIRCH, story.aConvenientSupplyStartDate(), saidToPrepay);
        story.itsGateIsNext(id);
        story.theGateCloses(id);
        story.keysAreSentAndTheSupplyStartDateComes(id);

        SupplierChange change = story.ends(id, State.CHANGED);

        story.aNoticeReaches(ALDER, id, "prepaymentBalance");
        assertThat(story.deskOf(BIRCH).noticesOf(id)).doesNotContain("prepaymentBalance");
        assertThat(story.facts(id))
                .containsEntry("Payment", "Prepayment")
                .containsKeys("Balance on the meter (£)", "Debt on the meter (£)", "Balance read at");
        if (fuel == Fuel.ELECTRICITY) {
            assertThat(story.facts(id))
                    .containsEntry("Balance read at", change.supplyStartsAt().toString());
        } else {
            assertThat(story.answeredAt(id + ":final:4.3")).isBefore(story.answeredAt(story.keysRequestOf(id)));
        }
    }

    @Test
    void a_meter_in_credit_mode_has_no_balance_to_give_back_although_the_request_says_prepayment() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchIsRequested(home, BIRCH, story.aConvenientSupplyStartDate(), true);
        story.itsGateIsNext(id);
        story.theGateCloses(id);
        story.keysAreSentAndTheSupplyStartDateComes(id);

        story.ends(id, State.CHANGED);

        assertThat(story.facts(id)).containsEntry("Payment", "Credit").doesNotContainKey("Balance on the meter (£)");
        assertThat(story.deskOf(ALDER).noticesOf(id)).doesNotContain("prepaymentBalance");
    }

    @Test
    void a_debt_on_a_meter_that_is_paid_in_advance_may_go_with_the_consumer_although_the_request_says_credit() {
        Mpxn home = story.aPrepaymentHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        story.theLosingSupplierObjects(id, SMALL_DEBT);

        story.anOperatorDecides(
                story.aTaskComesUp(id, "Handle objection"),
                Map.of("decision", "assignDebt", "reason", "Both suppliers have agreed to it"));

        story.isAt(id, "gateClosure");
        story.aNoticeReaches(BIRCH, id, "debtAssigned");
        story.aNoticeReaches(ALDER, id, "debtAssigned");
        assertThat(story.facts(id)).containsEntry("Debt that goes with the consumer (£)", "120");
        theHomeIsLeftAsItWas(id);
    }

    @Test
    void a_debt_of_a_credit_consumer_does_not_go_with_it_although_the_request_says_prepayment() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchIsRequested(home, BIRCH, story.aConvenientSupplyStartDate(), true);
        story.isAt(id, "inviteLosingSupplier");
        story.theLosingSupplierObjects(id, SMALL_DEBT);
        WorkItem task = story.aTaskComesUp(id, "Handle objection");

        assertThat(tasks.complete(
                        task.id(),
                        Map.of("decision", "assignDebt", "reason", "It would be so convenient"),
                        story.olga()))
                .extracting(FieldError::field)
                .containsExactly("decision");
        assertThat(story.change(id).objection().decision()).isNull();
    }

    @Test
    void an_objection_does_not_wait_for_a_meter_out_of_reach() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        story.theHubIsCutOff(home, true);
        story.theLosingSupplierObjects(id, SMALL_DEBT);
        story.isAt(id, "readPaymentMode");

        story.passes(Duration.ofMinutes(16));

        story.aTaskComesUp(id, "Handle objection");
        assertThat(story.change(id).objection().proposal()).startsWith("OBJECT: Debt is older than 28 days");
        story.theHubIsCutOff(home, false);
    }

    private void theHomeIsLeftAsItWas(String id) {
        story.deskOf(BIRCH).withdraw(id, "Only to be looked at");
        story.ends(id, State.CANCELLED);
    }
}
