package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;
import org.meterflow.process.askdevice.DrawnBoxes;
import org.meterflow.process.change.ChangeProposals;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.change.Proposal;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelKind;
import org.meterflow.simulator.SupplierDesk;
import org.meterflow.simulator.SupplierDesk.Notice;
import org.springframework.beans.factory.annotation.Autowired;

/** What the market would try before it relied on the platform, at homes of the town. */
class AcceptanceScenariosTest extends SwitchedHome {

    private static final String APPROVAL = """
            <bpmn:callActivity id="approveTenancy" name="Approve tenancy" calledElement="fourEyes" camunda:asyncBefore="true">
              <bpmn:documentation>Two supervisors agree before the meter hides anything.</bpmn:documentation>
              <bpmn:extensionElements>
                <camunda:properties>
                  <camunda:property name="question" value="Has the tenancy changed?"/>
                  <camunda:property name="team" value="supervisors"/>
                  <camunda:property name="within" value="P2D"/>
                  <camunda:property name="anotherPersonThan" value="verifyTenancy"/>
                </camunda:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>verifiedYes</bpmn:incoming>
              <bpmn:outgoing>approveTenancyToApproved</bpmn:outgoing>
            </bpmn:callActivity>
            <bpmn:exclusiveGateway id="approved" name="Approved?" default="approvedNo">
              <bpmn:documentation>What the supervisors said.</bpmn:documentation>
              <bpmn:incoming>approveTenancyToApproved</bpmn:incoming>
              <bpmn:outgoing>approvedYes</bpmn:outgoing>
              <bpmn:outgoing>approvedNo</bpmn:outgoing>
            </bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="approveTenancyToApproved" sourceRef="approveTenancy" targetRef="approved"/>
            <bpmn:sequenceFlow id="approvedYes" name="Yes" sourceRef="approved" targetRef="moveIn">
              <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${approveTenancy.outcome == 'approved'}</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="approvedNo" name="No" sourceRef="approved" targetRef="notChanged"/>
            """;

    private static final String DRAWN = """
            <bpmndi:BPMNShape id="approveTenancyShape" bpmnElement="approveTenancy"><dc:Bounds x="900" y="720" width="110" height="80"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="approvedShape" bpmnElement="approved"><dc:Bounds x="1060" y="735" width="50" height="50"/></bpmndi:BPMNShape>
            """;

    private static final Map<String, String> CONFIRMED =
            Map.of("decision", "confirmed", "note", "The lease names them");

    private static final String FORGETS_TO_TOP_UP =
            "Somebody in the home is frail and forgets to top up, so that the home would be cold before long, and nobody would notice it.";

    @Autowired
    ChangeProposals proposals;

    @Autowired
    ProcessChanges changes;

    @Autowired
    Definitions definitions;

    @AfterEach
    void alderBillsAgain() {
        alder().billing(true);
    }

    @Test
    void a_prepayment_switch_of_supplier_refunds_the_credit_and_leaves_nobody_off_supply() throws IOException {
        theHomePaysInAdvance();
        alder().billing(false);
        String switchId = isSwitchedToBirch(true);
        Notice balance = told(switchId, "prepaymentBalance");
        BigDecimal credit =
                new ObjectMapper().readTree(balance.data()).path("balance").decimalValue();
        assertThat(credit).isPositive();

        CaseKey bill = new CaseKey("finalBill", switchId);
        alder().sendFinalBill(switchId, today(), credit);
        comesTo(bill, "Wait for refund");
        alder().refund(switchId, today(), credit);

        endsAs(bill, "Settled");
        CaseKey look =
                runs(DrawnBoxes.of("supplyAfterSwitch").box("read", "askDevice", "service", "7.4", "meterPoint", mpxn));
        assertThat(answers.of(look, "read")).containsEntry("supplyState", "connected");
    }

    @Test
    void a_mode_switch_with_a_resident_of_77_and_a_carer_is_assessed_and_with_one_alone_it_is_prohibited() {
        CaseKey alone = toPrepayment();
        does(alone, "Record household", household("yes"), "anna");
        endsAs(alone, "Refused");
        assertThat(answers.of(alone, "decideSafety")).containsEntry("safety", "PROHIBIT");
        assertThat(answers.of(alone, "setPrepayment")).isEmpty();

        CaseKey withCarer = toPrepayment();
        does(withCarer, "Record household", household("no"), "anna");
        visits(withCarer, "noFault");
        assertThat(answers.of(withCarer, "decideSafety")).containsEntry("safety", "ASSESS");
        comesTo(withCarer, "Seven days later");
        passes(Duration.ofDays(25));
        does(
                withCarer,
                "Assess prepayment",
                Map.of("decision", "reject", "weeklyRepayment", "0", "rationale", FORGETS_TO_TOP_UP),
                "ben");
        endsAs(withCarer, "Not approved");
        assertThat(answers.of(withCarer, "setPrepayment")).isEmpty();
    }

    private CaseKey toPrepayment() {
        return begins("paymentModeSwitch", "requestId", Map.of("target", "prepayment", "reason", "debt"));
    }

    /** Of somebody who is 77, with or without anybody to help. */
    private static Map<String, String> household(String alone) {
        Map<String, String> household = new HashMap<>(PaymentModeSwitchTest.NOTHING_AGAINST_IT);
        household.put("anybodyOver75", "yes");
        household.put("allOccupantsOver75Unsupported", alone);
        return household;
    }

    @Test
    void a_stale_registration_feed_blocks_disablement() {
        theRegistrationFeedIsStale();
        CaseKey key = begins("supplyControl", "actionId", Map.of("action", "disable", "reason", "debt"));

        does(key, "Record home", SupplyControlTest.NOTHING_AGAINST_IT, "anna");

        endsAs(key, "Denied");
        assertThat(answers.of(key, "decideRuling")).containsEntry("ruling", "DENY");
        assertThat(alder().notices())
                .noneMatch(notice ->
                        notice.type().equals("signatureWanted") && notice.data().contains(key.caseId()));
        theRegistrationFeedIsFresh();
    }

    @Test
    void an_approval_added_to_a_diagram_leaves_running_cases_on_version_1() throws IOException {
        Definition first = inForce();
        CaseKey running = begins("changeOfTenancy", "requestId", moves());
        comesTo(running, "Verify tenancy");

        approved(proposals.propose(
                List.of(new ModelFile("change-of-tenancy.bpmn", withApproval().getBytes(StandardCharsets.UTF_8))),
                "Two homes were hidden from the wrong household",
                "anna"));
        try {
            does(running, "Verify tenancy", CONFIRMED, "anna");
            comesTo(running, "Move in");
            passes(Duration.ofDays(4));
            endsAs(running, "Tenancy changed");
            assertThat(version(running)).isEqualTo(first.version());

            CaseKey later = begins("changeOfTenancy", "requestId", moves());
            does(later, "Verify tenancy", CONFIRMED, "anna");
            does(later, "Decide first", Map.of("decision", "refuse", "reason", "The lease is not signed"), "ben");
            endsAs(later, "Not changed");
            assertThat(version(later)).isEqualTo(first.version() + 1);
        } finally {
            approved(proposals.goBack(first, "It was only tried", "anna"));
        }
    }

    private Map<String, Object> moves() {
        return Map.of("movedOut", today().plusDays(2), "movedIn", today().plusDays(3), "evidence", "occupant");
    }

    private Definition inForce() {
        return definitions.inForce(ModelKind.DIAGRAM, "changeOfTenancy").orElseThrow();
    }

    private void approved(Proposal proposal) {
        assertThat(proposal.wrong()).isEmpty();
        long change = Objects.requireNonNull(proposal.change());
        assertThat(changes.approve(changes.find(change).orElseThrow(), "ben").done())
                .isTrue();
    }

    private int version(CaseKey key) {
        return paths.details(key).orElseThrow().version();
    }

    private static String withApproval() throws IOException {
        String diagram = Files.readString(Path.of("bpmn/change-of-tenancy.bpmn"));
        String flow = "id=\"verifiedYes\" name=\"Yes\" sourceRef=\"verified\" targetRef=\"%s\"";
        assertThat(diagram).contains(flow.formatted("moveIn"));
        return diagram.replace(flow.formatted("moveIn"), flow.formatted("approveTenancy"))
                .replace("<bpmn:incoming>verifiedYes</bpmn:incoming>", "<bpmn:incoming>approvedYes</bpmn:incoming>")
                .replace("</bpmn:process>", APPROVAL + "</bpmn:process>")
                .replace("</bpmndi:BPMNPlane>", DRAWN + "</bpmndi:BPMNPlane>");
    }

    private SupplierDesk alder() {
        return town.desk(ALDER).orElseThrow();
    }

    private Notice told(String about, String notice) {
        return await().until(
                        () -> alder().notices().stream()
                                .filter(one -> one.subject().equals(about)
                                        && one.type().equals(notice))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Another one's name keeps the demo from sending files for it. */
    private void theRegistrationFeedIsStale() {
        jdbc.sql("update registration_feed set last_loaded = '2000-01-01', sender = 'SILENT' where network = ?")
                .param(network())
                .update();
    }

    private void theRegistrationFeedIsFresh() {
        jdbc.sql("delete from registration_feed where network = ?")
                .param(network())
                .update();
        registrations.heard("REG" + network(), new Mpid(network()));
    }

    private String network() {
        return registrations.meterPoint(new Mpxn(mpxn)).orElseThrow().network().value();
    }
}
