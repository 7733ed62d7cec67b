package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TaskGone;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.Suspensions;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.TokenMoves;
import org.meterflow.process.help.CancelledCases;
import org.meterflow.process.help.CannotHelp;
import org.meterflow.process.help.HelpPlan;
import org.meterflow.process.help.MovedTokens;
import org.meterflow.process.help.SuspendedCases;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** People help a switch beside its diagram: nothing that comes meanwhile is lost, and the market hears what it has to. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class HelpedSwitchTest {

    private static final String WHY = "The registration body looks into it";

    @Autowired
    SwitchStory story;

    @Autowired
    SuspendedCases suspended;

    @Autowired
    Suspensions suspensions;

    @Autowired
    CancelledCases cancelled;

    @Autowired
    MovedTokens moved;

    @Autowired
    TokenMoves moves;

    @Autowired
    PartyQuestion questions;

    @Autowired
    ServiceRequest requests;

    @Autowired
    Tasks tasks;

    @Autowired
    Timeline timeline;

    @Test
    void a_suspended_switch_passes_no_gate_and_ends_by_the_withdrawal_that_came_meanwhile() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        String another = story.aSwitchInvitesObjections(story.aHomeServedByAlder(Fuel.ELECTRICITY), BIRCH);
        story.theWindowToObjectCloses(id);
        story.isAt(id, "gateClosure");
        story.isAt(another, "gateClosure");

        suspended.suspend(SwitchStory.key(id), WHY, "olga");
        assertThat(story.deskOf(BIRCH)
                        .withdraw(id, "Consumer changed their mind")
                        .body())
                .contains("CORRELATED", "suspended");
        story.theGateCloses(another);
        story.untilCalled(another, "timeToSend");

        assertThat(story.change(id).state()).isEqualTo(State.CONFIRMED);
        assertThat(story.details(id).active()).containsExactly("gateClosure");
        suspended.resume(SwitchStory.key(id), "It has been looked into", "omar");
        story.ends(id, State.CANCELLED);
        assertThat(story.supplierOf(home, story.change(id).supplyStartDate())).isEqualTo(ALDER);
        story.aNoticeReaches(ALDER, id, "switchCancelled");
        assertThat(timeline.of(SwitchStory.key(id)))
                .extracting(entry -> entry.title() + " by " + entry.actor() + ": " + entry.detail())
                .contains("Suspended by olga: " + WHY, "Resumed by omar: It has been looked into");
    }

    @Test
    void an_objection_to_a_suspended_switch_is_kept_and_its_task_waits_until_the_switch_is_resumed() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        CaseKey key = SwitchStory.key(id);
        CaseKey question = new CaseKey("partyQuestion", id + ":interventionInvited");

        suspended.suspend(key, WHY, "olga");
        assertThat(suspensions.isSuspended(question)).as("what it has called").isTrue();
        story.theLosingSupplierObjects(id, Map.of("ground", "DEBT", "debt", 80, "debtAgeDays", 5));
        story.theWindowToObjectCloses(id);
        assertThatThrownBy(() -> suspended.suspend(key, WHY, "omar"))
                .isInstanceOf(CannotHelp.class)
                .hasMessageMatching("olga suspended this case on \\d+ \\w+ \\d{4} at \\d\\d:\\d\\d (GMT|BST)\\.");
        assertThatThrownBy(() -> suspended.resume(question, WHY, "omar"))
                .isInstanceOf(CannotHelp.class)
                .hasMessageContaining("part of another");
        suspended.resume(key, "It has been looked into", "omar");

        WorkItem task = story.aTaskComesUp(id, "Handle objection");
        suspended.suspend(key, WHY, "olga");
        Map<String, String> uphold = Map.of("decision", "uphold", "reason", "Looked into with the supplier");
        assertThatThrownBy(() -> tasks.complete(task.id(), uphold, story.olga()))
                .isInstanceOf(TaskGone.class)
                .hasMessageContaining("suspended");
        suspended.resume(key, "It has been looked into", "omar");
        story.anOperatorDecides(task, uphold);
        story.ends(id, State.REFUSED);
        assertThat(timeline.of(key)).extracting(TimelineEntry::title).contains("Objection raised");
    }

    @Test
    void a_switch_that_a_person_cancels_ends_by_its_own_way_and_once() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        CaseKey key = SwitchStory.key(id);
        suspended.suspend(key, WHY, "olga");
        assertThat(cancelled.cancelling(key).happens())
                .anyMatch(line -> line.contains("your reason, word for word"))
                .anyMatch(line -> line.startsWith("The question to Alder Energy is closed"));

        cancelled.cancel(key, "Both suppliers have asked for it", "omar");

        SupplierChange change = story.ends(id, State.CANCELLED);
        assertThat(change.cancellation()).isEqualTo(new Cancellation("DCC", "Both suppliers have asked for it"));
        assertThat(questions.find(id + ":interventionInvited").orElseThrow().closedAt())
                .isNotNull();
        story.aNoticeReaches(ALDER, id, "switchCancelled");
        story.aNoticeReaches(BIRCH, id, "switchCancelled");
        assertThat(story.deskOf(ALDER)
                        .object(id, Map.of("switchId", id, "ground", "ERRONEOUS_TRANSFER"))
                        .body())
                .contains("REFUSED");
        assertThatThrownBy(() -> cancelled.cancel(key, WHY, "olga"))
                .isInstanceOf(CannotHelp.class)
                .hasMessageContaining("omar cancelled this case");
        assertThat(timeline.of(key))
                .filteredOn(entry -> entry.title().equals("Cancelled"))
                .hasSize(1);
    }

    @Test
    void a_secured_switch_is_not_cancelled_and_its_token_moves_within_its_branch_alone() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        story.theHubIsCutOff(home, true);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        CaseKey key = SwitchStory.key(id);
        story.theGateCloses(id);
        story.untilCalled(id, "meterSpeaks");
        assertThat(cancelled.cancelling(key).forbidden()).contains("The gate has closed");
        assertThatThrownBy(() -> cancelled.cancel(key, WHY, "olga")).isInstanceOf(CannotHelp.class);

        String place = place(key, "readFirmware");
        assertThat(moves.targets(key, place))
                .extracting(TokenMoves.Target::elementId)
                .containsExactlyInAnyOrder(
                        "checkReadiness",
                        "reviewReadiness",
                        "takeFinalReads",
                        "replaceKeys",
                        "reviewKeys",
                        "reportKeys");
        HelpPlan plan = moved.tryOut(key, place, "reviewReadiness");
        assertThat(plan.happens())
                .anyMatch(line -> line.startsWith("The firmware version of device"))
                .anyMatch(line -> line.contains("“Review readiness”") && line.contains("“Supply start date”"));
        assertThat(place(key, "readFirmware")).as("a trial moves nothing").isEqualTo(place);
        assertThat(firmware(id).state()).isNotEqualTo(RequestedService.State.WITHDRAWN);

        moved.move(key, place, "reviewReadiness", WHY, "omar");

        WorkItem review = story.aTaskComesUp(id, "Review readiness");
        assertThat(firmware(id).state()).isEqualTo(RequestedService.State.WITHDRAWN);
        assertThatThrownBy(() -> moved.move(key, place, "reviewReadiness", WHY, "olga"))
                .isInstanceOf(CannotHelp.class)
                .hasMessageContaining("no longer stands there", "omar moved this case");
        assertThat(timeline.of(key))
                .extracting(entry -> entry.title() + " by " + entry.actor() + ": " + entry.detail())
                .contains("Moved from “Read firmware version” to “Review readiness” by omar: " + WHY);
        story.anOperatorDecides(review, Map.of("decision", "withoutMeter", "reason", "The meter is being exchanged"));
        story.theSupplyStartDateComes(id);
        story.ends(id, State.CHANGED);
    }

    private String place(CaseKey key, String box) {
        return moves.places(key).stream()
                .filter(each -> each.elementId().equals(box))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private RequestedService firmware(String id) {
        return requests.of(SwitchStory.key(id)).stream()
                .filter(request -> request.question() == Question.FIRMWARE_VERSION)
                .findFirst()
                .orElseThrow();
    }
}
