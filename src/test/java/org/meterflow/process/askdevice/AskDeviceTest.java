package org.meterflow.process.askdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TimelineEntry;
import org.meterflow.simulator.SigningHabit;
import org.meterflow.simulator.SupplierDesk;

/** A process owner has placed a box that asks a device: simulated meters answer over their hub's line. */
class AskDeviceTest extends DrawnInTown {

    private static final String PREPAYMENT = "<Prepayment><SuspendDebtDisabled>true</SuspendDebtDisabled>"
            + "<SuspendDebtEmergency>true</SuspendDebtEmergency><DisablementThreshold>0</DisablementThreshold></Prepayment>";

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
