package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TaskGone;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.TaskQuery.Claim;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.Handovers;
import org.springframework.beans.factory.annotation.Autowired;

/** A process owner has placed a box for two people's approval in a diagram, and said at the box what it needs. */
class FourEyesTest extends AtTheConsole {

    private static final Map<String, String> FAULTY = Map.of("faulty", "yes", "note", "Its display is dark");
    private static final Map<String, String> YES = Map.of("decision", "agree", "reason", "The picture shows it");
    private static final Map<String, String> NO = Map.of("decision", "refuse", "reason", "The picture is dark");

    private static final String BOX = """
            <bpmn:sequenceFlow id="toApproval" sourceRef="judgeFinding" targetRef="approval"/>
            <bpmn:callActivity id="approval" name="Approve the repair" calledElement="fourEyes">
              <bpmn:extensionElements>
                <camunda:properties>
                  <camunda:property name="question" value="Shall the meter be repaired?"/>
                  <camunda:property name="team" value="operations"/>
                  <camunda:property name="within" value="P2D"/>
                  <camunda:property name="anotherPersonThan" value="judgeFinding"/>
                </camunda:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>toApproval</bpmn:incoming><bpmn:outgoing>toApproved</bpmn:outgoing>
            </bpmn:callActivity>
            <bpmn:sequenceFlow id="toApproved" sourceRef="approval" targetRef="approved"/>
            <bpmn:exclusiveGateway id="approved" name="Approved?" default="approvedNo">
              <bpmn:incoming>toApproved</bpmn:incoming><bpmn:outgoing>approvedYes</bpmn:outgoing><bpmn:outgoing>approvedNo</bpmn:outgoing>
            </bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="approvedYes" name="Yes" sourceRef="approved" targetRef="faulty">
              <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${approval.outcome == 'approved'}</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="approvedNo" name="No" sourceRef="approved" targetRef="judgeFinding"/>
            """;

    @Autowired
    RepositoryService repository;

    @Autowired
    Timeline timeline;

    @Autowired
    Handovers handovers;

    @Autowired
    Clock clock;

    private String deployment = "";

    @BeforeAll
    void theChangedDiagramIsDeployed() {
        deployment = ChangedInspection.deployed(repository, ChangedInspection.with(BOX, "toApproval", "approvedYes"));
    }

    @AfterAll
    void theFormerDiagramCountsAgain() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void neither_who_judged_nor_one_person_twice_can_approve() {
        CaseKey inspection = aJudgedCase("1200000000600");

        assertThatThrownBy(() -> tasks.complete(decision(inspection).id(), YES, "aisha"))
                .isInstanceOf(TaskGone.class)
                .hasMessageContaining("You completed “Judge finding”");
        decide(inspection, YES, "ben");
        assertThatThrownBy(() -> tasks.complete(decision(inspection).id(), YES, "ben"))
                .isInstanceOf(TaskGone.class)
                .hasMessageContaining("You completed “Decide first”");
        assertThatThrownBy(() -> handovers.assign(decision(inspection).id(), "aisha", "priya"))
                .as("nor can it be given to them")
                .hasMessageStartingWith("aisha completed a task of this case");

        assertThat(paths.details(inspection).orElseThrow().active()).containsExactly("approval");
    }

    @Test
    void a_no_of_the_first_ends_it_and_the_case_goes_the_way_that_is_taken_otherwise() {
        CaseKey inspection = aJudgedCase("1200000000619");

        decide(inspection, NO, "ben");

        assertThat(taskOf(inspection).name()).isEqualTo("Judge finding");
        assertThat(timeline.of(inspection))
                .extracting(TimelineEntry::title, TimelineEntry::detail)
                .contains(tuple("Approve the repair", "Refused. Shall the meter be repaired?"));
    }

    @Test
    void nobody_s_silence_is_a_yes() {
        CaseKey inspection = aJudgedCase("1200000000628");
        decide(inspection, YES, "ben");
        String first = decision(inspection).id();

        ((DemoClock) clock).advance(Duration.ofDays(2).plusMinutes(1));

        await().atMost(Duration.ofMinutes(1)).until(() -> tasks.task(first).isEmpty());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> paths.details(inspection).orElseThrow().active().contains("judgeFinding"));
        assertThat(tasks.ended(first).orElseThrow().completedBy())
                .as("the process withdrew the task of the second person")
                .isNull();
    }

    @Test
    void two_who_agree_let_the_case_go_on_and_the_next_time_is_asked_anew() {
        CaseKey inspection = aJudgedCase("1200000000637");
        decide(inspection, NO, "ben");
        tasks.complete(taskOf(inspection).id(), FAULTY, "aisha");
        assertThat(decision(inspection).key().caseId()).isEqualTo(inspection.caseId() + ":approval:2");
        assertThat(decision(inspection).about()).startsWith("Approve the repair: 1200000000637");
        aisha.go("/tasks/" + decision(inspection).id());
        aisha.isGood("four-eyes");

        decide(inspection, YES, "priya");
        decide(inspection, YES, "ben");

        assertThat(paths.details(inspection).orElseThrow().active()).containsExactly("repairDue");
        CaseKey approval = new CaseKey("fourEyes", inspection.caseId() + ":approval:2");
        assertThat(paths.details(approval).orElseThrow().facts().outcome()).isEqualTo("Approved");
        assertThat(timeline.of(approval)).extracting(TimelineEntry::actor).containsExactly("priya", "ben");
        priya.go("/cases/fourEyes/" + approval.caseId());
        priya.isGood("four-eyes-case");
    }

    private CaseKey aJudgedCase(String meterPoint) {
        CaseKey inspection = aCaseThatWaitsForAPerson(meterPoint);
        assertThat(tasks.complete(taskOf(inspection).id(), FAULTY, "aisha")).isEmpty();
        return inspection;
    }

    private void decide(CaseKey inspection, Map<String, String> answers, String person) {
        assertThat(tasks.complete(decision(inspection).id(), answers, person)).isEmpty();
    }

    /** The open task of the approval that the inspection waits for. */
    private WorkItem decision(CaseKey inspection) {
        List<WorkItem> open =
                waiting.find(new TaskQuery(null, Claim.ANYBODY_OR_NOBODY, "fourEyes", null, 0, 50)).stream()
                        .filter(task -> task.root().equals(inspection))
                        .toList();
        assertThat(open).hasSize(1);
        return open.get(0);
    }
}
