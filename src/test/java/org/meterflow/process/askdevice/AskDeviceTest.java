package org.meterflow.process.askdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.demo.DemoMarket;
import org.meterflow.demo.DemoTown;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.Meters;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.kit.Answers;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A process owner has placed a box that asks a device: simulated meters answer over their hub's line. */
@TownTest
@TestPropertySource(properties = "meterflow.metering.least-patience=2s")
class AskDeviceTest {

    private static final Mpid ALDER = new Mpid("ALDR");
    private static final String BIRCH_PARTY = "SP-0002";

    @Autowired
    DemoMarket market;

    @Autowired
    DemoTown town;

    @Autowired
    Devices devices;

    @Autowired
    Meters meters;

    @Autowired
    RepositoryService repository;

    @Autowired
    Cases cases;

    @Autowired
    Answers answers;

    @Autowired
    Timeline timeline;

    @Autowired
    Clock clock;

    private static int homesUsed;
    private String mpxn = "";

    @BeforeEach
    void aHomeOfItsOwn() {
        mpxn = market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply ->
                        supply.supplier().equals(ALDER) && supply.mpxn().fuel() == Fuel.ELECTRICITY)
                .map(supply -> supply.mpxn().value())
                .skip(5 + homesUsed++)
                .findFirst()
                .orElseThrow();
    }

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
                .box("read", "askDevice", "service", "4.1.1", "meterPoint", mpxn, "inTheNameOf", BIRCH_PARTY));

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

        ((DemoClock) clock).advance(Duration.ofHours(2).plusMinutes(1));

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

        ((DemoClock) clock).advance(Duration.ofHours(10).plusMinutes(1));

        ends(key);
        assertThat(answers.of(key, "restrict")).containsEntry("outcome", "answered");
    }

    private Device meter() {
        return devices.at(new Mpxn(mpxn)).stream()
                .filter(device -> device.type() == DeviceType.ESME)
                .findFirst()
                .orElseThrow();
    }

    private CaseKey begins(DrawnBoxes drawn) {
        String xml = drawn.xml();
        String process = xml.replaceFirst("(?s).*<process id=\"(\\w+)\".*", "$1");
        repository.createDeployment().addString(process + ".bpmn", xml).deploy();
        CaseKey key = new CaseKey(process, process + "-1");
        cases.start(key);
        return key;
    }

    private CaseKey runs(DrawnBoxes drawn) {
        CaseKey key = begins(drawn);
        ends(key);
        return key;
    }

    private void ends(CaseKey key) {
        await().atMost(Duration.ofMinutes(2)).until(() -> !cases.isRunning(key));
    }
}
