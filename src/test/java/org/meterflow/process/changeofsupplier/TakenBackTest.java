package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.WorkItem;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The registration body takes a registration back after the gate has closed, which it should not, and can at any time. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class TakenBackTest {

    @Autowired
    SwitchStory story;

    @Test
    void before_the_keys_are_sent_it_ends_the_switch_and_no_key_leaves() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.untilCalled(id, "timeToSend");

        story.theRegistrationIsTakenBack(id);

        assertThat(story.ends(id, State.CANCELLED).reason()).contains("BRCH", "taken back", "ALDR supplies");
        story.aNoticeReaches(ALDER, id, "registrationTakenBack");
        story.aNoticeReaches(BIRCH, id, "registrationTakenBack");
        WorkItem task = story.aTaskComesUp(id, "Review reversal");
        assertThat(story.keysRequest(id).state()).isEqualTo(RequestedService.State.WITHDRAWN);
        story.anOperatorDecides(task, close());
        story.theReversalEnds(id);
        assertThat(story.deskOf(ALDER).noticesOf(id))
                .doesNotContain("supplierChanged", "keysReplaced", "keysNotReplaced", "switchCancelled");
    }

    @Test
    void while_the_meter_holds_the_keys_for_the_day_it_is_given_those_of_the_supplier_who_supplies_on() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.theHourBeforeSupplyStartsComes(id);
        story.theMeterHoldsTheKeys(id);

        story.theRegistrationIsTakenBack(id);
        story.ends(id, State.CANCELLED);
        story.theMeterHoldsTheKeysThatGoBack(id);
        story.theSupplyStartDateComes(id);

        story.anOperatorDecides(story.aTaskComesUp(id, "Review reversal"), close());
        story.theReversalEnds(id);
        assertThat(story.whomTheMeterTrusts(home)).isEqualTo(story.userOf(ALDER, home));
        assertThat(story.supplierOf(home)).isEqualTo(ALDER);
        assertThat(story.deskOf(ALDER).noticesOf(id)).doesNotContain("supplierChanged");
    }

    @Test
    void after_the_switch_is_complete_it_is_undone_and_the_meter_is_in_the_former_hands_again() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.keysAreSentAndTheSupplyStartDateComes(id);
        story.ends(id, State.CHANGED);
        assertThat(story.whomTheMeterTrusts(home)).isEqualTo(story.userOf(BIRCH, home));

        story.theRegistrationIsTakenBack(id);

        WorkItem task = story.aTaskComesUp(id, "Review reversal");
        assertThat(story.ends(id, State.CANCELLED).reason()).contains("taken back");
        assertThat(story.whomTheMeterTrusts(home)).isEqualTo(story.userOf(ALDER, home));
        story.anOperatorDecides(task, close());
        story.theReversalEnds(id);
        story.aNoticeReaches(BIRCH, id, "registrationTakenBack");
        assertThat(story.supplierTold(id, "keysReplaced")).containsExactly("BRCH", "ALDR");
    }

    @Test
    void keys_that_cannot_be_given_back_are_sent_again_as_an_operator_decides() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.keysAreSentAndTheSupplyStartDateComes(id);
        story.ends(id, State.CHANGED);
        story.theHubIsCutOff(home, true);
        story.theRegistrationIsTakenBack(id);
        WorkItem silent = story.untilAPersonIsCalled(id, "Resolve silent meter");
        story.anOperatorDecides(silent, Map.of("decision", "giveUp", "reason", "The hub is being replaced"));
        WorkItem first = story.aTaskComesUp(id, "Review reversal");
        assertThat(story.reversalFacts(id).get("Keys"))
                .contains("the electricity meter at " + home)
                .doesNotContain(story.meterOf(home).value());
        story.theHubIsCutOff(home, false);

        story.anOperatorDecides(
                first, Map.of("decision", "sendAgain", "reason", "The new hub is there, try once more"));
        story.anOperatorDecides(story.anotherTaskComesUp(first, id, "Review reversal"), close());

        story.theReversalEnds(id);
        assertThat(story.whomTheMeterTrusts(home)).isEqualTo(story.userOf(ALDER, home));
    }

    @Test
    void a_registration_that_is_gone_without_a_word_stops_the_hand_over() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.untilCalled(id, "timeToSend");
        story.theRegistrationVanishes(id);

        story.theSupplyStartDateComes(id);

        story.ends(id, State.CANCELLED);
        assertThat(story.path(id)).contains("stopHandOver").doesNotContain("handOver");
        story.anOperatorDecides(story.aTaskComesUp(id, "Review reversal"), close());
        story.theReversalEnds(id);
        story.aNoticeReaches(BIRCH, id, "registrationTakenBack");
    }

    private static Map<String, String> close() {
        return Map.of("decision", "close", "reason", "The registration body had mixed up two meter points");
    }
}
