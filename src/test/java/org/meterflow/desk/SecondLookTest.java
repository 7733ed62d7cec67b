package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TaskGone;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A process owner has drawn one more task, with its questions, into a process; nobody has written a line for it. */
class SecondLookTest extends AtTheConsole {

    private static final Map<String, String> FAULTY = Map.of("faulty", "yes", "note", "Its display is dark");

    private static final String SECOND_LOOK = """
            <bpmn:sequenceFlow id="toSecondLook" sourceRef="judgeFinding" targetRef="secondLook"/>
            <bpmn:userTask id="secondLook" name="Second look" camunda:candidateGroups="operations" camunda:dueDate="${at(workingDaysAfter(facts.askedAt, 2), '17:00')}">
              <bpmn:documentation>Somebody else looks at what was found.</bpmn:documentation>
              <bpmn:extensionElements>
                <camunda:formData>
                  <camunda:formField id="decision" label="Do you agree?" type="enum">
                    <camunda:properties><camunda:property id="hint" name="hint" value="The visit is booked again if not."/></camunda:properties>
                    <camunda:validation><camunda:constraint name="required"/></camunda:validation>
                    <camunda:value id="agree" name="Yes, the finding stands"/>
                    <camunda:value id="differ" name="No, it has to be judged again"/>
                  </camunda:formField>
                  <camunda:formField id="reason" label="Why?" type="string">
                    <camunda:validation><camunda:constraint name="required"/><camunda:constraint name="minlength" config="10"/></camunda:validation>
                  </camunda:formField>
                  <camunda:formField id="cost" label="What will the repair cost?" type="money">
                    <camunda:validation><camunda:constraint name="max" config="500"/></camunda:validation>
                  </camunda:formField>
                  <camunda:formField id="reading" label="What did the meter show?" type="decimal">
                    <camunda:properties><camunda:property name="unit" value="kWh"/></camunda:properties>
                  </camunda:formField>
                  <camunda:formField id="visitedOn" label="When was it visited?" type="date"/>
                  <camunda:formField id="paid" label="Has the consumer paid?" type="boolean"/>
                  <camunda:formField id="depends" label="Does anybody depend on the supply?" type="boolean">
                    <camunda:properties><camunda:property name="confidential" value="true"/></camunda:properties>
                  </camunda:formField>
                </camunda:formData>
                <camunda:properties><camunda:property name="anotherPersonThan" value="judgeFinding"/><camunda:property name="confidentialTo" value="supervisors"/></camunda:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>toSecondLook</bpmn:incoming><bpmn:outgoing>toAgreed</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:sequenceFlow id="toAgreed" sourceRef="secondLook" targetRef="agreed"/>
            <bpmn:exclusiveGateway id="agreed" name="Agreed?" default="agreedNo">
              <bpmn:incoming>toAgreed</bpmn:incoming><bpmn:outgoing>agreedYes</bpmn:outgoing><bpmn:outgoing>agreedNo</bpmn:outgoing>
            </bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="agreedYes" name="Yes" sourceRef="agreed" targetRef="faulty">
              <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${secondLook.decision == 'agree' and !(secondLook.cost > 400.5) and secondLook.paid != true
                    and facts.roadClosed != true and facts.askedAt &lt;= now() and workingDaysBefore(facts.askedAt, 3) &lt; now()}</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="agreedNo" name="No" sourceRef="agreed" targetRef="judgeFinding"/>
            """;

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    Timeline timeline;

    @Autowired
    BusinessCalendar calendar;

    private String deployment = "";

    @BeforeAll
    void theChangedDiagramIsDeployed() {
        deployment = ChangedInspection.deployed(
                repository, ChangedInspection.with(SECOND_LOOK, "toSecondLook", "agreedYes"));
    }

    @AfterAll
    void theFormerDiagramCountsAgain() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void whoever_judged_is_told_that_somebody_else_has_to_look() {
        CaseKey inspection = aSecondLookAfter("aisha", "1200000000430");

        aisha.go("/inbox?view=team&q=1200000000430");
        aisha.page.click("[data-claim]");

        assertThat(aisha.page.locator(".govuk-notification-banner"))
                .containsText("You completed “Judge finding” in this case, so somebody else has to do this one.");
        assertThat(taskOf(inspection).assignee()).isNull();
        aisha.go("/tasks/" + taskOf(inspection).id());
        aisha.page.check("#decision");
        aisha.page.fill("#reason", "I judged it well myself");
        aisha.page.click("text=Complete task");
        assertThat(aisha.page.locator("main")).containsText("somebody else has to do this one");
        assertThat(paths.details(inspection).orElseThrow().active()).containsExactly("secondLook");
    }

    @Test
    void what_is_missing_or_makes_no_sense_is_said_at_its_field_and_nothing_is_kept() {
        CaseKey inspection = aSecondLookAfter("aisha", "1200000000449");
        Page page = priya.page;
        priya.go("/tasks/" + taskOf(inspection).id());
        priya.isGood("second-look");

        page.click("text=Complete task");
        assertThat(page.locator(".govuk-error-summary")).containsText("Do you agree? Select an answer");
        assertThat(page.locator(".govuk-error-summary")).containsText("Why? Enter an answer");
        page.check("#decision");
        page.fill("#reason", "Too short");
        page.fill("#cost", "about 20");
        page.fill("#reading", "1,5");
        page.click("text=Complete task");

        assertThat(page.locator(".govuk-error-summary li")).containsText(new String[] {
            "Why? Enter 10 characters or more",
            "What will the repair cost? Enter an amount in pounds, like 12.50",
            "What did the meter show? Enter a number, like 12.5"
        });
        assertThat(page.locator("#cost")).hasValue("about 20");
        priya.isGood("second-look-with-errors");
        page.fill("#cost", "500.01");
        page.click("text=Complete task");
        assertThat(page.locator(".govuk-error-summary")).containsText("What will the repair cost? Enter 500 or less");
        assertThat(tasks.complete(taskOf(inspection).id(), Map.of("decision", "perhaps"), "priya"))
                .extracting(error -> error.message())
                .contains("Do you agree? Select one of the answers");
        assertThat(timeline.of(inspection)).extracting(TimelineEntry::title).doesNotContain("Second look");
    }

    @Test
    void the_way_goes_on_by_the_answer_and_the_story_tells_it_in_the_form_s_words() {
        CaseKey inspection = aSecondLookAfter("aisha", "1200000000458");
        assertThat(taskOf(inspection).due())
                .as("two working days after it was asked for, at five in London")
                .isEqualTo(calendar.at(calendar.plusWorkingDays(calendar.today(), 2), LocalTime.of(17, 0)));
        Page page = priya.page;
        priya.go("/tasks/" + taskOf(inspection).id());
        page.check("#decision");
        page.fill("#reason", "The picture shows it");
        page.fill("#cost", "120");
        page.fill("#reading", "1234.5");
        page.fill("#visitedOn", "2026-11-28");
        page.check("#paid-false");
        page.click("text=Complete task");

        assertThat(page.locator(".govuk-notification-banner")).containsText("Done: Second look");
        assertThat(paths.details(inspection).orElseThrow().active()).containsExactly("repairDue");
        assertThat(timeline.of(inspection))
                .filteredOn(entry -> entry.title().equals("Second look"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("priya");
                    assertThat(entry.detail())
                            .isEqualTo("Do you agree? Yes, the finding stands; Why? The picture shows it; What will the"
                                    + " repair cost? £120.00; What did the meter show? 1234.5 kWh; When was it visited?"
                                    + " 28 November 2026; Has the consumer paid? No; Answers about the household are not"
                                    + " shown");
                });
    }

    @Test
    void an_answer_given_again_replaces_the_former_and_amounts_are_compared_as_numbers() {
        CaseKey inspection = aSecondLookAfter("aisha", "1200000000467");
        Map<String, String> agreed = Map.of("decision", "agree", "reason", "The picture shows it");
        look(inspection, Map.of("decision", "differ", "reason", "The picture is dark"));
        assertThat(taskOf(inspection).name()).isEqualTo("Judge finding");
        tasks.complete(taskOf(inspection).id(), FAULTY, "aisha");
        look(inspection, with(agreed, "cost", "400.51"));
        assertThat(taskOf(inspection).name()).isEqualTo("Judge finding");
        tasks.complete(taskOf(inspection).id(), FAULTY, "aisha");
        look(inspection, with(agreed, "paid", "true"));
        assertThat(taskOf(inspection).name()).isEqualTo("Judge finding");
        tasks.complete(taskOf(inspection).id(), FAULTY, "priya");

        WorkItem last = taskOf(inspection);
        assertThatThrownBy(() -> tasks.complete(last.id(), agreed, "aisha"))
                .isInstanceOf(TaskGone.class)
                .hasMessageContaining("You completed “Judge finding”");
        assertThat(tasks.complete(last.id(), agreed, "ben")).isEmpty();
        assertThat(paths.details(inspection).orElseThrow().active()).containsExactly("repairDue");
    }

    @AfterEach
    void aishaIsInHerTeam() {
        members.set("aisha", Set.of("operations"), "priya");
    }

    @Test
    void what_is_confidential_is_shown_to_its_teams_one_look_at_a_time_and_who_has_looked_is_seen_by_an_auditor() {
        CaseKey inspection = aSecondLookAfter("aisha", "1200000000475");
        look(
                inspection,
                Map.of("decision", "agree", "reason", "The picture shows it", "cost", "120", "depends", "true"));
        String address = "/cases/meterInspection/" + inspection.caseId();

        members.set("aisha", Set.of("switching"), "priya");
        aisha.go(address);
        assertThat(aisha.page.locator("main"))
                .containsText("They are confidential. Only people of Operations desk or Supervisors see them.");
        assertThat(aisha.page.locator("text=Show the answers")).hasCount(0);

        members.set("aisha", Set.of("supervisors"), "priya");
        aisha.go(address);
        assertThat(aisha.page.locator("main")).not().containsText("Does anybody depend on the supply?");
        aisha.page.click("text=Show the answers");
        assertThat(aisha.page.locator("[data-row]")).containsText("Does anybody depend on the supply?");
        assertThat(aisha.page.locator("[data-row]")).containsText("Yes");
        aisha.isGood("household");

        aisha.go("/looks");
        assertThat(aisha.page.locator("main")).not().containsText("Looks at confidential answers");
        priya.go("/looks");
        assertThat(priya.page.locator("[data-row]")).containsText("aisha");
        assertThat(priya.page.locator("[data-row] a")).hasAttribute("href", address);
        priya.isGood("looks");

        Visitor supervisor = new Visitor(port).signIn("aisha", PASSWORD);
        for (String page : List.of("/inbox?view=all", "/inbox/tasks.csv?view=all", "/cases", address)) {
            HttpResponse<String> shown = supervisor.get(page);
            assertThat(shown.statusCode()).as(page).isEqualTo(200);
            assertThat(shown.body()).as(page).doesNotContain("depend on the supply");
        }
    }

    private CaseKey aSecondLookAfter(String judge, String meterPoint) {
        CaseKey inspection = aCaseThatWaitsForAPerson(meterPoint);
        assertThat(tasks.complete(taskOf(inspection).id(), FAULTY, judge)).isEmpty();
        return inspection;
    }

    private void look(CaseKey inspection, Map<String, String> answers) {
        assertThat(tasks.complete(taskOf(inspection).id(), answers, "priya")).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> answers, String field, String value) {
        Map<String, String> more = new HashMap<>(answers);
        more.put(field, value);
        return more;
    }
}
