package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.meterflow.testing.FreshDatabase;
import org.meterflow.testing.TownTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Somebody who has never written a program puts a second look into change of supplier: drawn, refused for a mistyped
 * condition, approved by another, passed by a running switch and by a new one, and taken back. All of it in the browser.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "server.shutdown=immediate")
@ContextConfiguration(initializers = {FreshDatabase.class, TownTest.Ports.class})
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("org.meterflow.desk.Browser#isHere")
class OwnersDayTest {

    private static final String PASSWORD = "meterflow";
    private static final String WHY = "Objections that were dismissed too quickly cost us two complaints";

    private static final String SECOND_LOOK = """
            <bpmn:userTask id="secondLook" name="Second look" camunda:candidateGroups="switching">
              <bpmn:documentation>Somebody else looks at the decision on the objection.</bpmn:documentation>
              <bpmn:extensionElements>
                <camunda:formData>
                  <camunda:formField id="decision" label="Do you agree?" type="enum">
                    <camunda:validation><camunda:constraint name="required"/></camunda:validation>
                    <camunda:value id="agree" name="Yes, the decision stands"/>
                    <camunda:value id="differ" name="No, it has to be decided again"/>
                  </camunda:formField>
                  <camunda:formField id="reason" label="Why?" type="string">
                    <camunda:validation><camunda:constraint name="required"/></camunda:validation>
                  </camunda:formField>
                </camunda:formData>
                <camunda:properties><camunda:property name="anotherPersonThan" value="handleObjection"/></camunda:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>handleObjectionToObjectionUpheld</bpmn:incoming><bpmn:outgoing>secondLookToAgreed</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:boundaryEvent id="secondLookUndecided" name="Gate closes" attachedToRef="secondLook">
              <bpmn:documentation>Nobody has looked until gate closure: the switch cannot happen on its date.</bpmn:documentation>
              <bpmn:outgoing>secondLookUndecidedToRefuseSwitch</bpmn:outgoing>
              <bpmn:timerEventDefinition id="secondLookTimer">
                <bpmn:timeDate xsi:type="bpmn:tFormalExpression">${changeOfSupplier.gateClosure(caseId)}</bpmn:timeDate>
              </bpmn:timerEventDefinition>
            </bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="secondLookUndecidedToRefuseSwitch" sourceRef="secondLookUndecided" targetRef="refuseSwitch"/>
            <bpmn:sequenceFlow id="secondLookToAgreed" sourceRef="secondLook" targetRef="agreed"/>
            <bpmn:exclusiveGateway id="agreed" name="Agreed?" default="agreedNo">
              <bpmn:documentation>What the second person said.</bpmn:documentation>
              <bpmn:incoming>secondLookToAgreed</bpmn:incoming>
              <bpmn:outgoing>agreedYes</bpmn:outgoing><bpmn:outgoing>agreedNo</bpmn:outgoing>
            </bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="agreedYes" name="Yes" sourceRef="agreed" targetRef="objectionUpheld">
              <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${secondLook.decision == 'agree'}</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="agreedNo" name="No" sourceRef="agreed" targetRef="handleObjection"/>
            """;

    private static final String DRAWN = """
            <bpmndi:BPMNShape id="secondLookShape" bpmnElement="secondLook"><dc:Bounds x="900" y="720" width="110" height="80"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="secondLookUndecidedShape" bpmnElement="secondLookUndecided"><dc:Bounds x="937" y="782" width="36" height="36"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="agreedShape" bpmnElement="agreed"><dc:Bounds x="1060" y="735" width="50" height="50"/></bpmndi:BPMNShape>
            """;

    @LocalServerPort
    int port;

    private Browser browser;
    private Browser.Visit owner;
    private Browser.Visit secondOwner;
    private Browser.Visit operator;
    private Browser.Visit colleague;

    @BeforeAll
    void fourPeopleSignIn() {
        browser = Browser.open(port);
        owner = browser.signedIn("process-owner", PASSWORD);
        secondOwner = browser.signedIn("second-process-owner", PASSWORD);
        operator = browser.signedIn("operator", PASSWORD);
        colleague = browser.signedIn("switching", PASSWORD);
    }

    @AfterAll
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void a_second_look_is_added_by_two_people_passed_by_switches_and_taken_back() throws IOException {
        String running = aSwitchWithAnObjection("home-1");

        owner.go("/processes/changes/new");
        propose(withSecondLook().replace("secondLook.decision ==", "secondLook.decison =="));
        assertThat(owner.page.locator(".govuk-error-summary"))
                .containsText(
                        "change-of-supplier.bpmn, agreedYes (Yes): the task secondLook has no field decison. It has:"
                                + " decision, reason.");
        propose(withSecondLook());
        assertThat(owner.page.locator(".govuk-error-summary li").allInnerTexts())
                .isEmpty();
        assertThat(owner.page.locator(".mf-differences")).containsText("Second look");
        assertThat(owner.page.locator("#approve").count()).isZero();

        secondOwner.go(owner.path());
        secondOwner.page.click("#approve");
        assertThat(secondOwner.page.locator("#notices")).containsText("is in force");

        passesTheSecondLook(aSwitchWithAnObjection("home-2"));
        theRunningOneIsMoved(running);
        passesTheSecondLook(running);
        itIsTakenBack();
    }

    /** @param home at which of the homes, in the page's order; the first is where the other visitors of the demo begin */
    private String aSwitchWithAnObjection(String home) {
        operator.go("/demo");
        operator.page.check("#" + home);
        operator.page.check("#scenario-OBJECTION");
        operator.page.click("main button");
        assertThat(operator.page.locator("#case-head")).containsText("Handle objection");
        return operator.path().replaceFirst("\\?.*", "");
    }

    private void propose(String diagram) {
        owner.page.setInputFiles(
                "#files",
                new FilePayload(
                        "change-of-supplier.bpmn", "application/xml", diagram.getBytes(StandardCharsets.UTF_8)));
        owner.page.fill("#reason", WHY);
        owner.page.click("text=Check and propose");
        owner.page.waitForLoadState();
    }

    /** The first person decides, may not look themselves, and the second agrees. */
    private void passesTheSecondLook(String theCase) {
        taskOf(operator, theCase);
        operator.page.check("#decision-dismiss");
        operator.page.fill("#reason", "The debt is in dispute");
        operator.page.click("text=Complete task");
        operator.go(theCase);
        assertThat(operator.page.locator("#case-head")).containsText("Second look");

        taskOf(operator, theCase);
        operator.page.check("#decision");
        operator.page.fill("#reason", "I decided it well");
        operator.page.click("text=Complete task");
        assertThat(operator.page.locator("main")).containsText("You completed “Handle objection” in this case");

        taskOf(colleague, theCase);
        colleague.page.check("#decision");
        colleague.page.fill("#reason", "The bill is indeed in dispute");
        colleague.page.click("text=Complete task");
        operator.go(theCase);
        assertThat(operator.page.locator("#case-head")).not().containsText("Second look");
        assertThat(operator.page.locator("#case-live")).containsText("Do you agree? Yes, the decision stands");
        assertThat(operator.page.locator("#case-live")).containsText("Told Alder Energy that the switch is confirmed");
    }

    private static void taskOf(Browser.Visit person, String theCase) {
        person.go("/inbox?view=team&q=" + theCase.substring(theCase.lastIndexOf('/') + 1));
        person.page.click("tr[data-row] a");
        person.page.waitForSelector(".mf-diagram[data-ready]");
    }

    private void theRunningOneIsMoved(String theCase) {
        Page page = owner.page;
        owner.go("/processes/changeOfSupplier/map");
        page.click("text=Move cases to another version");
        page.selectOption("#from", "1");
        page.selectOption("#to", "2");
        page.click("text=Try it out");
        assertThat(page.locator("main")).containsText(Pattern.compile("\\d+ cases? can move to version 2"));
        page.fill("#reason", WHY);
        page.click("form[method=post] button:has-text('Move')");
        assertThat(page.locator("#progress")).containsText("Done:");
        operator.go(theCase);
        assertThat(operator.page.locator("#case-live")).containsText("Moved to version 2 of its diagram");
    }

    private void itIsTakenBack() {
        owner.go("/processes/versions/diagram/changeOfSupplier");
        owner.page.click("text=Go back to version 1");
        owner.page.fill("#reason", "The complaints had another cause");
        owner.page.click("text=Propose to go back");
        owner.page.waitForURL("**/processes/changes/*");
        secondOwner.go(owner.path());
        secondOwner.page.click("#approve");
        assertThat(secondOwner.page.locator("#notices")).containsText("is in force");
        owner.go("/processes/versions/diagram/changeOfSupplier");
        assertThat(owner.page.locator("main table").first().locator("tbody tr").first())
                .containsText("Version 3");
    }

    private static String withSecondLook() throws IOException {
        String diagram = Files.readString(Path.of("bpmn/change-of-supplier.bpmn"));
        String toUpheld =
                "<bpmn:sequenceFlow id=\"handleObjectionToObjectionUpheld\" sourceRef=\"handleObjection\" targetRef=\"%s\"/>";
        assertThat(diagram).contains(toUpheld.formatted("objectionUpheld"));
        return diagram.replace(toUpheld.formatted("objectionUpheld"), toUpheld.formatted("secondLook") + SECOND_LOOK)
                .replace(
                        "<bpmn:incoming>handleObjectionToObjectionUpheld</bpmn:incoming>\n      <bpmn:outgoing>objectionUpheldYes",
                        "<bpmn:incoming>agreedYes</bpmn:incoming>\n      <bpmn:outgoing>objectionUpheldYes")
                .replace("</bpmndi:BPMNPlane>", DRAWN + "</bpmndi:BPMNPlane>");
    }
}
