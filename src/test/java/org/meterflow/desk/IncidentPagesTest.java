package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.TaskQuery.Claim;
import org.meterflow.process.Timeline;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.CaseStarts;
import org.springframework.beans.factory.annotation.Autowired;

/** Incidents raised by clicking, and by a box that a process owner has placed in a diagram. */
class IncidentPagesTest extends AtTheConsole {

    private static final Map<String, String> FAULTY = Map.of("faulty", "yes", "note", "Its display is dark");
    private static final Map<String, String> RESOLVED =
            Map.of("decision", "resolved", "cause", "DEVICE", "note", "The meter was exchanged");

    /**
     * An incident that only tells, an issue, and an incident that waits two days; if that is not resolved by then, the finding is
     * judged anew.
     */
    private static final String BOXES = """
            <bpmn:sequenceFlow id="toReport" sourceRef="judgeFinding" targetRef="report"/>
            <bpmn:callActivity id="report" name="Report the fault" calledElement="raiseIncident">
              <bpmn:extensionElements>
                <camunda:properties>
                  <camunda:property name="title" value="A meter was found faulty"/>
                  <camunda:property name="category" value="5"/>
                  <camunda:property name="team" value="operations"/>
                </camunda:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>toReport</bpmn:incoming><bpmn:outgoing>toCause</bpmn:outgoing>
            </bpmn:callActivity>
            <bpmn:sequenceFlow id="toCause" sourceRef="report" targetRef="cause"/>
            <bpmn:callActivity id="cause" name="Have the cause found" calledElement="openIssue">
              <bpmn:extensionElements>
                <camunda:properties>
                  <camunda:property name="title" value="Meters are found faulty"/>
                  <camunda:property name="impact" value="SERIOUS"/>
                </camunda:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>toCause</bpmn:incoming><bpmn:outgoing>toRepair</bpmn:outgoing>
            </bpmn:callActivity>
            <bpmn:sequenceFlow id="toRepair" sourceRef="cause" targetRef="repair"/>
            <bpmn:callActivity id="repair" name="Have it repaired" calledElement="raiseIncident">
              <bpmn:extensionElements>
                <camunda:properties>
                  <camunda:property name="title" value="Faulty meter, reported as ${report.number}, cause ${cause.number}"/>
                  <camunda:property name="category" value="4"/>
                  <camunda:property name="within" value="P2D"/>
                </camunda:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>toRepair</bpmn:incoming><bpmn:outgoing>toRepairedInTime</bpmn:outgoing>
            </bpmn:callActivity>
            <bpmn:sequenceFlow id="toRepairedInTime" sourceRef="repair" targetRef="repairedInTime"/>
            <bpmn:exclusiveGateway id="repairedInTime" name="Repaired in time?" default="repairedInTimeNo">
              <bpmn:incoming>toRepairedInTime</bpmn:incoming><bpmn:outgoing>repairedInTimeYes</bpmn:outgoing><bpmn:outgoing>repairedInTimeNo</bpmn:outgoing>
            </bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="repairedInTimeYes" name="Yes" sourceRef="repairedInTime" targetRef="faulty">
              <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${repair.outcome == 'resolved'}</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="repairedInTimeNo" name="No" sourceRef="repairedInTime" targetRef="judgeFinding"/>
            """;

    @Autowired
    RepositoryService repository;

    @Autowired
    CaseStarts starts;

    @Autowired
    Timeline timeline;

    @Autowired
    Clock clock;

    private String deployment = "";

    @BeforeAll
    void theChangedDiagramIsDeployed() {
        deployment =
                ChangedInspection.deployed(repository, ChangedInspection.with(BOXES, "toReport", "repairedInTimeYes"));
    }

    @AfterAll
    void theFormerDiagramCountsAgain() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void somebody_raises_one_by_clicking_after_being_told_what_is_missing() {
        Page page = aisha.page;
        aisha.go("/cases/start");
        page.click("main a >> text='Incident'");
        aisha.isGood("incident-raise");
        page.fill("#consumers", "three");
        page.click("main form button");
        assertThat(page.locator(".govuk-error-summary")).containsText("What is wrong, in one line?");
        assertThat(page.locator("#consumers")).hasValue("three");
        aisha.isGood("incident-raise-errors");
        page.fill("#title", "A hub is silent");
        page.fill("#description", "Its meters have not been heard since Monday");
        page.fill("#consumers", "3");
        page.click("main form button");

        assertThat(page.locator("h1")).hasText("A hub is silent · category 4");
        page.waitForSelector(".mf-diagram[data-ready]");
        aisha.isGood("incident-case");
        aisha.go("/tasks/" + workOn("A hub is silent · category 4").id());
        page.waitForSelector(".mf-diagram[data-ready]");
        page.click("text=Complete task");
        assertThat(page.locator(".govuk-error-summary")).containsText("Select what happens to the incident");
        aisha.isGood("incident-work");
        page.check("#decision");
        page.fill("#note", "We have called the provider");
        page.click("text=Complete task");
        assertThat(page.locator(".govuk-notification-banner")).containsText("Done");
    }

    @Test
    void somebody_opens_an_issue_by_clicking_and_comes_from_it_to_its_incident_and_back() {
        members.set("aisha", Set.of("operations", "dcc-ops"), "priya");
        String incident = starts.start(
                        "incident",
                        Map.of("title", "No contact", "description", "A hub is silent"),
                        "aisha",
                        UUID.randomUUID().toString())
                .key()
                .caseId();
        Page page = aisha.page;
        aisha.go("/cases/start");
        page.click("main a >> text='Issue resolution'");
        aisha.isGood("issue-open");
        page.fill("#title", "Hubs fall silent");
        page.fill("#description", "Every week another one");
        List.of("source", "impact", "spread", "consumerHarm").forEach(name -> page.check("#" + name));
        page.check("#security-false");
        page.fill("#incident", incident);
        page.click("main form button");

        assertThat(page.locator("h1")).hasText("Hubs fall silent · S4");
        page.waitForSelector(".mf-diagram[data-ready]");
        aisha.isGood("issue-case");
        String issue = aisha.path();
        page.click("aside a >> text=No contact");
        page.click("aside a >> text=Hubs fall silent");
        assertThat(aisha.path()).isEqualTo(issue);
        WorkItem owner = task("issueResolution", "Hubs fall silent · S4");
        assertThat(tasks.complete(owner.id(), Map.of("view", "It is the firmware"), "aisha"))
                .isEmpty();
        aisha.go("/tasks/" + task("issueResolution", "Hubs fall silent · S4").id());
        page.waitForSelector(".mf-diagram[data-ready]");
        page.click("text=Complete task");
        assertThat(page.locator(".govuk-error-summary")).containsText("Select how the issue goes on");
        aisha.isGood("issue-root-cause");
        members.set("aisha", Set.of("operations"), "priya");
    }

    @Test
    void a_diagram_raises_one_and_goes_on_and_raises_another_and_waits_for_it() {
        CaseKey inspection = aJudgedCase("1200000000646");
        String reported = number(inspection, "Incident (\\w+)\\. Raised");

        String issue = number(inspection, "Issue (\\w+)\\. Opened");
        String asked = "Faulty meter, reported as " + reported + ", cause " + issue;
        WorkItem work = workOn(asked + " · category 4");
        assertThat(tasks.complete(work.id(), RESOLVED, "aisha")).isEmpty();

        await().until(() -> paths.details(inspection).orElseThrow().active().contains("repairDue"));
        number(inspection, "Incident (\\w+)\\. Resolved");
        assertThat(paths.details(work.key()).orElseThrow().facts().parent()).isEqualTo(inspection);
    }

    @Test
    void a_diagram_does_not_wait_longer_than_it_says() {
        CaseKey inspection = aJudgedCase("1200000000655");
        String reported = number(inspection, "Incident (\\w+)\\. Raised");
        String issue = number(inspection, "Issue (\\w+)\\. Opened");
        String asked = "Faulty meter, reported as " + reported + ", cause " + issue;
        WorkItem work = workOn(asked + " · category 4");

        ((DemoClock) clock).advance(Duration.ofDays(2).plusMinutes(1));

        await().until(() -> paths.details(inspection).orElseThrow().active().contains("judgeFinding"));
        number(inspection, "Incident (\\w+)\\. Still open when the time was over");
        assertThat(paths.details(work.key()).orElseThrow().facts().state()).isEqualTo("Not taken on yet");
        assertThat(tasks.complete(taskOf(inspection).id(), FAULTY, "aisha")).isEmpty();
        assertThat(number(inspection, "Issue (\\w+)\\. Joined")).isEqualTo(issue);
    }

    private CaseKey aJudgedCase(String meterPoint) {
        CaseKey inspection = aCaseThatWaitsForAPerson(meterPoint);
        assertThat(tasks.complete(taskOf(inspection).id(), FAULTY, "aisha")).isEmpty();
        return inspection;
    }

    /** Of the incident or issue of which the story of the case tells in these words. */
    private String number(CaseKey inspection, String words) {
        Pattern told = Pattern.compile(words);
        return await().until(
                        () -> timeline.of(inspection).stream()
                                .map(entry -> told.matcher(entry.detail()))
                                .filter(Matcher::matches)
                                .map(found -> found.group(1))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private WorkItem workOn(String about) {
        return task("incident", about);
    }

    private WorkItem task(String process, String about) {
        return await().until(
                        () ->
                                waiting
                                        .find(new TaskQuery("aisha", Claim.ANYBODY_OR_NOBODY, process, null, 0, 500))
                                        .stream()
                                        .filter(task -> task.about().equals(about))
                                        .toList(),
                        found -> !found.equals(List.of()))
                .get(0);
    }
}
