package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.PartyStatus;
import org.meterflow.process.FieldError;
import org.meterflow.process.WorkItem;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.Tasks;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A gaining supplier that loses its rights between the gate and the hour in which its keys are sent. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class RefusedKeysTest {

    @Autowired
    SwitchStory story;

    @Autowired
    SwitchKeys keys;

    @Autowired
    ChangeOfSupplierView view;

    @Autowired
    Tasks tasks;

    @Autowired
    Parties parties;

    @Autowired
    DemoClock clock;

    @AfterEach
    void birchIsLiveAgain() {
        birchIs(PartyStatus.LIVE);
    }

    @Test
    void an_operator_is_told_why_and_must_decide() {
        String id = aSwitchWhoseKeysAreRefused();

        WorkItem task = story.aTaskComesUp(id, "Review keys");

        assertThat(view.show(id).orElseThrow().facts().plain().get("Keys refused"))
                .contains(story.meterOf(story.change(id).mpxn()).value(), "the party is suspended");
        assertThat(view.withheldFrom("SP-0001", id)).contains("Keys refused").doesNotContain("Debt (£)");
        assertThat(view.withheldFrom("SP-0002", id)).contains("Debt (£)").doesNotContain("Keys refused");
        assertThat(tasks.complete(task.id(), Map.of(), story.olga()))
                .extracting(FieldError::field)
                .containsExactly("decision", "reason");
        assertThat(story.change(id).state()).isEqualTo(State.SECURED);
    }

    @Test
    void asked_for_again_when_the_cause_is_mended_the_keys_follow() {
        String id = aSwitchWhoseKeysAreRefused();
        WorkItem task = story.aTaskComesUp(id, "Review keys");
        birchIs(PartyStatus.LIVE);

        decide(task, "askAgain");
        story.untilCalled(id, "meterSpeaks");
        story.theSupplyStartDateComes(id);

        assertThat(keys.replaced(story.ends(id, State.CHANGED))).isTrue();
        assertThat(view.show(id).orElseThrow().facts().plain()).doesNotContainKey("Keys refused");
    }

    @Test
    void
            refused_a_second_time_they_come_back_to_an_operator_who_lets_the_switch_go_on_without_them_and_says_which_read_counts() {
        String id = aSwitchWhoseKeysAreRefused();
        WorkItem first = story.aTaskComesUp(id, "Review keys");
        decide(first, "askAgain");
        story.until(id, details -> details.active().contains("reviewKeys") && isAnother(first, id), "asked once more");

        decide(story.aTaskComesUp(id, "Review keys"), "withoutKeys");
        birchIs(PartyStatus.LIVE);
        story.theHubIsCutOff(story.change(id).mpxn(), true);
        story.theSupplyStartDateComes(id);
        WorkItem silent = story.untilAPersonIsCalled(id, "Resolve silent meter");
        decide(silent, "giveUp");
        decide(story.anotherTaskComesUp(silent, id, "Resolve silent meter"), "giveUp");
        decide(story.aTaskComesUp(id, "Review reads"), "final");

        SupplierChange change = story.ends(id, State.CHANGED);
        story.theHubIsCutOff(change.mpxn(), false);
        assertThat(change.reads().openingRead()).isEqualTo(change.reads().finalRead());
        assertThat(keys.replaced(change)).isFalse();
        assertThat(story.supplierOf(change.mpxn())).isEqualTo(BIRCH);
    }

    @Test
    void one_that_is_suspended_before_the_gate_closes_is_found_out_at_the_gate() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        birchIs(PartyStatus.SUSPENDED);

        story.theGateCloses(id);

        assertThat(story.ends(id, State.REFUSED).reason()).contains("is not live");
        assertThat(story.supplierOf(home, story.change(id).supplyStartDate())).isEqualTo(SwitchStory.ALDER);
    }

    private boolean isAnother(WorkItem task, String id) {
        return !story.aTaskComesUp(id, "Review keys").id().equals(task.id());
    }

    private String aSwitchWhoseKeysAreRefused() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.untilCalled(id, "timeToSend");
        birchIs(PartyStatus.SUSPENDED);
        clock.advanceTo(story.change(id).supplyStartsAt().minus(Duration.ofMinutes(59)));
        return id;
    }

    private void decide(WorkItem task, String decision) {
        story.anOperatorDecides(task, Map.of("decision", decision, "reason", "Birch Energy has settled its account"));
    }

    private void birchIs(PartyStatus status) {
        parties.changeStatus(parties.ofMpid(BIRCH).orElseThrow().id(), status, "as the test has it");
    }
}
