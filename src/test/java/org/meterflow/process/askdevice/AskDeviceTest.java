package org.meterflow.process.askdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.help.CancelledCases;
import org.meterflow.simulator.SigningHabit;
import org.meterflow.simulator.SupplierDesk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process owner has placed a box that asks a device: simulated meters answer over their hub's line. */
class AskDeviceTest extends DrawnInTown {

    private static final String PREPAYMENT = "<Prepayment><SuspendDebtDisabled>true</SuspendDebtDisabled>"
            + "<SuspendDebtEmergency>true</SuspendDebtEmergency><DisablementThreshold>0</DisablementThreshold></Prepayment>";

    private static final String FRAMED = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
              <process id="framedLook" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="wanted"/>
                <subProcess id="frame">
                  <startEvent id="begin"/>
                  <callActivity id="look" name="Look" calledElement="lookAtHome"><extensionElements><camunda:properties>
                    <camunda:property name="meterPoint" value="2200100009999"/></camunda:properties></extensionElements></callActivity>
                  <endEvent id="looked"/>
                  <sequenceFlow id="a" sourceRef="begin" targetRef="look"/><sequenceFlow id="b" sourceRef="look" targetRef="looked"/>
                </subProcess>
                <businessRuleTask id="decide" name="Decide" camunda:decisionRef="framedLookTable"/>
                <endEvent id="over"/>
                <sequenceFlow id="c" sourceRef="wanted" targetRef="frame"/>
                <sequenceFlow id="d" sourceRef="frame" targetRef="decide"/>
                <sequenceFlow id="e" sourceRef="decide" targetRef="over"/>
              </process>
            </definitions>""";

    private static final String TABLE = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t">
              <decision id="framedLookTable" name="Framed look"
                        xmlns:camunda="http://camunda.org/schema/1.0/dmn" camunda:historyTimeToLive="P1D">
                <decisionTable id="t" hitPolicy="FIRST">
                  <input id="i"><inputExpression id="ie" typeRef="string"><text>look.outcome</text></inputExpression></input>
                  <output id="o" name="visit" typeRef="string"/>
                  <rule id="r1"><inputEntry id="r1i"><text>"unknown"</text></inputEntry>
                    <outputEntry id="r1o"><text>"needless"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>""";

    @Autowired
    CancelledCases cancelled;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_device_that_is_in_no_home_is_refused_with_the_reason() {
        CaseKey key = runs(DrawnBoxes.of("proxyWanted")
                .box("read", "askDevice", "service", "4.1.1", "device", "load switch", "meterPoint", mpxn));

        assertThat(answers.of(key, "read"))
                .containsEntry("outcome", "refused")
                .containsEntry("reason", "The inventory has no load switch at meter point " + mpxn);
    }

    @Test
    void whoever_does_not_supply_the_meter_point_is_refused_with_the_sentence_of_the_access_decision() {
        CaseKey key = runs(DrawnBoxes.of("strangersRead")
                .box("read", "askDevice", "service", "4.1.1", "meterPoint", mpxn, "inTheNameOf", STRANGER));

        assertThat(answers.of(key, "read")).containsEntry("outcome", "refused");
        assertThat(answers.of(key, "read").get("reason"))
                .asString()
                .contains("Birch Energy", "may not use 4.1.1", "the registered supplier of " + mpxn);
        assertThat(timeline.of(key)).extracting(TimelineEntry::title).containsExactly("Box read");
    }

    @Test
    void the_meter_s_answer_is_read_by_name_and_goes_into_the_next_request() {
        CaseKey key = runs(DrawnBoxes.of("readAndTell")
                .box("read", "askDevice", "service", "4.1.1", "device", "electricity meter", "meterPoint", mpxn)
                .box(
                        "tell",
                        "askDevice",
                        "service",
                        "3.1",
                        "device",
                        meter().id().value(),
                        "body",
                        "<SupplierMessage>${read.importKwh} &amp; ${read.outcome}</SupplierMessage>"));

        assertThat(answers.of(key, "read").get("importKwh")).isInstanceOf(BigDecimal.class);
        assertThat(answers.of(key, "tell")).containsEntry("outcome", "answered");
        MeterRequest.OfService told = (MeterRequest.OfService)
                meters.request(key.caseId() + ":tell:request#1").orElseThrow();
        assertThat(told.body().required("SupplierMessage"))
                .isEqualTo(((BigDecimal) answers.of(key, "read").get("importKwh")).toPlainString() + " & answered");
    }

    @Test
    void a_device_that_stays_silent_is_asked_no_longer_than_the_box_says() {
        Eui64 hub = meter().hub();
        town.fleet().orElseThrow().offline(hub, true);
        CaseKey key = begins(DrawnBoxes.of("silentRead")
                .box("read", "askDevice", "service", "7.4", "meterPoint", mpxn, "within", "PT2H"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> meters.find(key.caseId() + ":read:request#1").isPresent());

        passes(Duration.ofHours(2).plusMinutes(1));

        ends(key);
        assertThat(answers.of(key, "read")).containsEntry("outcome", "silent");
        town.fleet().orElseThrow().offline(hub, false);
    }

    @Test
    void a_box_that_a_case_comes_to_again_asks_again() {
        CaseKey key = runs(DrawnBoxes.of("readTwice")
                .box("state", "askDevice", "service", "7.4", "meterPoint", mpxn)
                .detour("${read.outcome != 'answered'}", "read", "askDevice", "service", "4.1.1", "meterPoint", mpxn));

        assertThat(answers.of(key, "state"))
                .containsEntry("outcome", "answered")
                .containsEntry("supplyState", "connected");
        assertThat(meters.stage(key.caseId() + ":state:request#1")).contains(Stage.ANSWERED);
        assertThat(meters.stage(key.caseId() + ":state:2:request#1")).contains(Stage.ANSWERED);
    }

    @Test
    void cases_of_two_processes_that_have_one_id_ask_each_for_itself() {
        CaseKey first = new CaseKey("firstOfOneId", "REQ-1");
        CaseKey second = new CaseKey("secondOfOneId", "REQ-1");
        deploy(oneId(first.process(), "load switch"));
        deploy(oneId(second.process(), "00-00-00-00-00-00-00-07"));

        cases.start(first);
        ends(first);
        cases.start(second);
        ends(second);

        assertThat(answers.of(first, "read").get("reason")).asString().contains("no load switch");
        assertThat(answers.of(second, "read").get("reason"))
                .isEqualTo("Device 00-00-00-00-00-00-00-07 is not in the inventory");
        assertThat(answers.of(second, "look")).containsEntry("outcome", "found");
        assertThat(answers.of(second, "several")).containsEntry("outcome", "failed");
    }

    private DrawnBoxes oneId(String process, String device) {
        return DrawnBoxes.of(process)
                .box("look", "lookAtHome", "meterPoint", mpxn)
                .box("read", "askDevice", "service", "4.1.1", "device", device, "meterPoint", mpxn)
                .box("several", "requestSequence", "requests", "read: 4.1.1", "device", device, "meterPoint", mpxn);
    }

    private void deploy(DrawnBoxes drawn) {
        repository
                .createDeployment()
                .addString(drawn.process() + ".bpmn", drawn.xml())
                .deploy();
    }

    @Test
    void a_table_reads_what_came_of_a_box_within_a_frame() {
        repository
                .createDeployment()
                .addString("framedLook.bpmn", FRAMED)
                .addString("framed-look.dmn", TABLE)
                .deploy();
        CaseKey key = new CaseKey("framedLook", "FRAMED-1");

        cases.start(key);

        ends(key);
        assertThat(answers.of(key, "decide")).containsEntry("visit", "needless");
    }

    @Test
    void a_case_that_waits_for_somebody_can_be_cancelled_and_what_comes_later_is_not_taken() {
        Map<String, DrawnBoxes> waiting = Map.of(
                "askParty",
                DrawnBoxes.of("asksAParty")
                        .box("wait", "askParty", "party", STRANGER, "message", "willYou", "within", "P2D"),
                "waitForMessage",
                DrawnBoxes.of("waitsForAMessage")
                        .box(
                                "wait",
                                "waitForMessage",
                                "message",
                                "stormOver",
                                "key",
                                mpxn,
                                "senders",
                                "supplier",
                                "within",
                                "P2D"));

        waiting.forEach((step, drawn) -> {
            CaseKey key = begins(drawn);
            CaseKey called = new CaseKey(step, key.caseId() + ":wait");
            await().atMost(Duration.ofMinutes(1)).until(() -> cases.isRunning(called));
            assertThat(cancelled.cancelling(key).forbidden()).isNull();

            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(ConcurrencyFailureException.class)
                    .until(() -> {
                        cancelled.cancel(key, "The storm is over", "anna");
                        return true;
                    });

            assertThat(cases.isRunning(key) || cases.isRunning(called)).isFalse();
        });
        assertThat(jdbc.sql("select state from awaited_message where name = 'stormOver'")
                        .query(String.class)
                        .list())
                .containsExactly("CUT_OFF");
    }

    @Test
    void a_request_for_later_is_sent_when_its_time_has_come() {
        String midnight = clock.instant().plus(Duration.ofHours(10)).toString();
        CaseKey key = begins(DrawnBoxes.of("laterRestriction")
                .box(
                        "restrict",
                        "askDevice",
                        "service",
                        "3.2",
                        "meterPoint",
                        mpxn,
                        "at",
                        midnight,
                        "body",
                        "<RestrictionDateTime>2026-11-01T00:00:00Z</RestrictionDateTime>"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> cases.isRunning(new CaseKey("serviceRequest", key.caseId() + ":restrict:request")));
        assertThat(meters.find(key.caseId() + ":restrict:request#1")).isEmpty();

        passes(Duration.ofHours(10).plusMinutes(1));

        ends(key);
        assertThat(answers.of(key, "restrict")).containsEntry("outcome", "answered");
    }

    @Test
    void a_critical_command_is_signed_by_its_supplier_and_carried_out() {
        CaseKey key = runs(DrawnBoxes.of("payInAdvance")
                .box("mode", "askDevice", "service", "1.6", "meterPoint", mpxn, "body", PREPAYMENT));

        assertThat(answers.of(key, "mode")).containsEntry("outcome", "answered");
        assertThat(meters.stage(key.caseId() + ":mode:command:sent#1")).contains(Stage.ANSWERED);
    }

    @Test
    void what_its_supplier_does_not_sign_in_time_is_not_sent() {
        alder().signing(SigningHabit.IS_SILENT);
        CaseKey key = begins(DrawnBoxes.of("neverSigned")
                .box("mode", "askDevice", "service", "1.6", "meterPoint", mpxn, "body", PREPAYMENT, "within", "PT2H"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> cases.isRunning(new CaseKey("signedCommand", key.caseId() + ":mode:command")));

        passes(Duration.ofHours(2).plusMinutes(1));

        ends(key);
        assertThat(answers.of(key, "mode")).containsEntry("outcome", "unsigned");
        assertThat(meters.stage(key.caseId() + ":mode:command:sent#1")).isEmpty();
        alder().signing(SigningHabit.SIGNS);
    }

    private SupplierDesk alder() {
        return town.desk(ALDER).orElseThrow();
    }
}
