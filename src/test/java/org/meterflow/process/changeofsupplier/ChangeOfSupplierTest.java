package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.WorkItem;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.RegistrationBody;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierDesk;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Switches from the registration body's message to the opening read, over real interfaces, with real meters' language. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class ChangeOfSupplierTest {

    private static final Map<String, Object> OLD_DEBT =
            Map.of("ground", "DEBT", "debt", 180, "debtAgeDays", 45, "vulnerable", false);
    private static final Map<String, String> WITH_REASON = Map.of("reason", "Looked into with the supplier");

    @Autowired
    SwitchStory story;

    @Autowired
    Devices devices;

    @Autowired
    GatewayStory gateway;

    @Test
    void a_switch_at_an_unknown_meter_point_is_rejected_with_the_reason() {
        Mpxn unknown = new Mpxn("1012345678900".substring(0, 12) + Mpxn.checkDigit("101234567890"));
        String id = story.aSwitchIsRequested(unknown, BIRCH);

        SupplierChange change = story.ends(id, State.REJECTED);

        assertThat(change.reason()).contains("No supplier is registered");
        story.aNoticeReaches(BIRCH, id, "switchRejected");
    }

    @Test
    void a_switch_to_the_supplier_who_serves_already_is_rejected() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchIsRequested(home, ALDER);

        assertThat(story.ends(id, State.REJECTED).reason()).contains("supplies this meter point already");
    }

    @Test
    void a_supply_start_date_that_leaves_no_time_to_object_or_lies_too_far_ahead_is_rejected() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String early = story.aSwitchIsRequested(
                home, BIRCH, story.theEarliestSupplyStartDate().minusDays(1), false);
        String late = story.aSwitchIsRequested(
                home, BIRCH, story.theEarliestSupplyStartDate().plusDays(40), false);

        assertThat(story.ends(early, State.REJECTED).reason()).contains("too early");
        assertThat(story.ends(late, State.REJECTED).reason()).contains("more than 28 days ahead");
    }

    @Test
    void a_second_switch_of_a_meter_point_is_rejected_while_the_first_is_open() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String first = story.aSwitchIsRequested(home, BIRCH);
        story.isAt(first, "inviteLosingSupplier");

        String second = story.aSwitchIsRequested(home, BIRCH);

        assertThat(story.ends(second, State.REJECTED).reason())
                .as("whose reason does not name its rival")
                .isEqualTo("Another switch of this meter point is not finished");
    }

    @Test
    void a_switch_nobody_objects_to_ends_with_the_new_supplier_and_an_opening_read_for_both() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        assertThat(story.supplierOf(home)).isEqualTo(ALDER);
        story.theGateCloses(id);
        story.keysAreSentAndTheSupplyStartDateComes(id);

        SupplierChange change = story.ends(id, State.CHANGED);

        assertThat(story.supplierOf(home)).isEqualTo(BIRCH);
        assertThat(change.reads().finalRead()).isNotNull();
        assertThat(change.reads().openingRead())
                .isEqualByComparingTo(change.reads().finalRead());
        assertThat(change.reads().remark()).contains("daily log at midnight, when supply started");
        assertThat(story.facts(id).get("Devices on the day before"))
                .startsWith("Electricity meter, commissioned, firmware");
        story.aNoticeReaches(ALDER, id, "openingRead");
        story.aNoticeReaches(BIRCH, id, "openingRead");
        assertThat(story.path(id))
                .containsSubsequence(
                        "validateSwitch",
                        "inviteLosingSupplier",
                        "confirmSwitch",
                        "secureSwitch",
                        "readFirmware",
                        "checkReadiness",
                        "takeFinalReads",
                        "replaceKeys",
                        "reportKeys",
                        "takeOpeningReads",
                        "shareOpeningRead")
                .doesNotContain("handleObjection", "reviewReads", "reviewReadiness");
        assertThat(story.deskOf(ALDER).noticesOf(id))
                .filteredOn(notice -> !notice.equals("finalBillWanted") && !notice.startsWith("supplierSettings"))
                .containsExactlyInAnyOrder(
                        "interventionInvited",
                        "switchConfirmed",
                        "switchSecured",
                        "supplierChanged",
                        "keysReplaced",
                        "openingRead");
        story.aNoticeReaches(ALDER, id, "finalBillWanted");
    }

    @Test
    void a_gas_meter_changes_hands_together_with_its_proxy_on_the_hub() {
        Mpxn home = story.aHomeServedByAlder(Fuel.GAS);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        SupplierDesk birch = story.deskOf(BIRCH);
        assertThat(story.deskOf(ALDER)
                        .appointAgents(id, Map.of("assetProvider", "HAWT"))
                        .body())
                .as("the losing supplier appoints nobody")
                .contains("WAITING");
        assertThat(birch.appointAgents(id, Map.of("dataService", "NONE")).body())
                .contains("REFUSED", "NONE");
        assertThat(birch.appointAgents(id, Map.of("meteringEquipmentManager", "HAWT", "assetProvider", "HAWT"))
                        .body())
                .contains("CORRELATED");
        story.theGateCloses(id);
        story.keysAreSentAndTheSupplyStartDateComes(id);

        SupplierChange change = story.ends(id, State.CHANGED);

        assertThat(change.reads().unit()).isEqualTo("m³");
        assertThat(story.facts(id))
                .containsEntry(
                        "Agents appointed",
                        "metering equipment manager Hawthorn Metering; asset provider Hawthorn Metering");
        assertThat(story.facts(id)).containsEntry("Former agent", "Hawthorn Metering");
        assertThat(story.told("SP-0005", id))
                .containsExactlyInAnyOrder(
                        id + ":agentAppointed:meteringEquipmentManager:HAWT",
                        id + ":agentAppointed:assetProvider:HAWT",
                        id + ":agentDeappointed:meteringEquipmentManager:HAWT");
        assertThat(story.supplierOf(home)).isEqualTo(BIRCH);
    }

    @Test
    void an_objection_the_operator_upholds_leaves_the_meter_point_where_it_is() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        story.theLosingSupplierObjects(id, OLD_DEBT);
        WorkItem task = story.aTaskComesUp(id, "Handle objection");
        assertThat(story.change(id).objection().proposal()).startsWith("OBJECT: Debt is older than 28 days");

        story.anOperatorDecides(task, with("decision", "uphold"));

        assertThat(story.ends(id, State.REFUSED).objection().reason()).isEqualTo(WITH_REASON.get("reason"));
        assertThat(story.supplierOf(home, story.change(id).supplyStartDate())).isEqualTo(ALDER);
        story.aNoticeReaches(BIRCH, id, "switchRefused");
    }

    @Test
    void an_objection_the_operator_dismisses_lets_the_switch_go_on() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        story.theLosingSupplierObjects(id, Map.of("ground", "DEBT", "debt", 80, "debtAgeDays", 5));
        WorkItem task = story.aTaskComesUp(id, "Handle objection");

        story.anOperatorDecides(task, with("decision", "dismiss"));

        story.isAt(id, "gateClosure");
        assertThat(story.change(id).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void an_objection_nobody_decides_ends_the_switch_as_refused_when_the_gate_closes() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        story.theLosingSupplierObjects(id, Map.of("ground", "DEBT", "debt", 80, "debtAgeDays", 5));
        story.aTaskComesUp(id, "Handle objection");

        story.theGateCloses(id);

        assertThat(story.ends(id, State.REFUSED).reason()).contains("Nobody decided", "ask again");
        assertThat(story.supplierOf(home, story.change(id).supplyStartDate())).isEqualTo(ALDER);
        story.aNoticeReaches(ALDER, id, "switchRefused");
        story.aNoticeReaches(BIRCH, id, "switchRefused");
    }

    @Test
    void a_switch_whose_start_has_passed_while_the_platform_stood_still_is_not_registered_afterwards() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);

        story.theSupplyStartDateComes(id);

        assertThat(story.ends(id, State.REFUSED).reason()).contains("had passed", "ask again");
        assertThat(story.supplierOf(home)).isEqualTo(ALDER);
        story.aNoticeReaches(BIRCH, id, "switchRefused");
    }

    @Test
    void the_market_hears_at_midnight_although_the_meter_is_out_of_reach_and_of_the_keys_when_they_are_there() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        story.theHubIsCutOff(home, true);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.isAt(id, "readFirmware");

        story.theSupplyStartDateComes(id);

        story.aNoticeReaches(ALDER, id, "supplierChanged");
        story.aNoticeReaches(BIRCH, id, "supplierChanged");
        assertThat(story.change(id).state()).isEqualTo(State.ACTIVE);
        assertThat(story.details(id).active()).contains("readFirmware");
        story.theHubIsCutOff(home, false);
        story.theMeterIsAskedOnUntil(id, State.CHANGED);
        assertThat(story.deskOf(ALDER).noticesOf(id))
                .containsSubsequence("supplierChanged", "keysReplaced")
                .doesNotContain("keysNotReplaced");
    }

    @Test
    void only_the_losing_supplier_may_object_and_only_once() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        Map<String, Object> objection = Map.of("switchId", id, "ground", "ERRONEOUS_TRANSFER");

        assertThat(story.deskOf(BIRCH).object(id, objection).body()).contains("REFUSED");
        assertThat(story.deskOf(ALDER).object(id, objection).body()).contains("CORRELATED");
        MarketApi.Answer again = story.deskOf(ALDER).object(id, objection);

        assertThat(again.status()).isEqualTo(200);
        story.aTaskComesUp(id, "Handle objection");
    }

    @Test
    void the_gaining_supplier_may_withdraw_before_the_gate_closes_and_not_after() {
        Mpxn early = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        Mpxn late = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String first = story.aSwitchIsRequested(early, BIRCH);
        String second = story.aSwitchIsRequested(late, BIRCH);
        story.isAt(first, "inviteLosingSupplier");
        story.isAt(second, "inviteLosingSupplier");

        assertThat(story.deskOf(BIRCH)
                        .withdraw(first, "Consumer changed their mind")
                        .body())
                .contains("CORRELATED");
        story.ends(first, State.CANCELLED);
        story.theWindowToObjectCloses(second);
        story.isAt(second, "gateClosure");
        story.theGateCloses(second);
        MarketApi.Answer answer = story.deskOf(BIRCH).withdraw(second, "Too late");

        assertThat(answer.body()).contains("REFUSED").contains("could be cancelled until");
        assertThat(story.supplierOf(early, story.change(first).supplyStartDate()))
                .isEqualTo(ALDER);
        story.aNoticeReaches(ALDER, first, "switchCancelled");
    }

    @Test
    void the_losing_supplier_may_annul_a_confirmed_switch() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);

        assertThat(story.deskOf(ALDER)
                        .annul(id, "The consumer did not ask for it")
                        .body())
                .contains("CORRELATED");

        assertThat(story.ends(id, State.CANCELLED).cancellation().reason())
                .isEqualTo("The consumer did not ask for it");
    }

    @Test
    void a_withdrawal_that_overtakes_its_switch_is_kept_and_delivered_when_the_switch_is_there() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = RegistrationBody.newSwitchId();
        assertThat(story.deskOf(BIRCH).withdraw(id, "Overtaken").body()).contains("WAITING");

        story.aSwitchIsRequested(id, home, BIRCH);

        story.ends(id, State.CANCELLED);
    }

    @Test
    void a_meter_that_is_silent_across_the_supply_start_is_asked_in_the_gaining_supplier_s_name_once_its_hub_is_back() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        story.theHubIsCutOff(home, true);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.theMeterStaysSilentUntil(id, story.change(id).supplyStartsAt().plus(Duration.ofDays(3)));
        assertThat(story.usersAskedFor(id)).containsExactly(story.userOf(ALDER, home), story.userOf(BIRCH, home));
        story.theHubIsCutOff(home, false);

        SupplierChange change = story.ends(id, State.CHANGED);

        assertThat(change.reads().openingRead()).isNotNull();
        assertThat(change.reads().remark()).startsWith("The meter was out of reach before supply started");
        assertThat(story.answerOf(story.keysRequestOf(id))).isNotEmpty();
        assertThat(story.whoMaySee(id + ":firmware0:11.2")).containsExactly("SP-0002");
        assertThat(story.path(id)).doesNotContain("reviewReadiness");
    }

    @Test
    void a_meter_that_stays_silent_is_asked_daily_and_then_an_operator_is_called() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        story.theHubIsCutOff(home, true);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.isAt(id, "readFirmware");
        WorkItem task = story.untilAPersonIsCalled(id, "Resolve silent meter");
        assertThat(story.now()).isAfter(story.change(id).supplyStartsAt().plus(Duration.ofDays(3)));

        story.anOperatorDecides(task, with("decision", "giveUp"));
        WorkItem review = story.aTaskComesUp(id, "Review readiness");
        story.anOperatorDecides(review, with("decision", "withoutMeter"));

        assertThat(story.ends(id, State.CHANGED).reads().openingRead()).isNull();
        assertThat(story.supplierOf(home)).isEqualTo(BIRCH);
    }

    @Test
    void a_meter_that_was_taken_away_after_somebody_had_it_looked_at_again_lets_the_switch_go_on_without_it() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        devices.changeStatus(story.meterOf(home), DeviceStatus.SUSPENDED, "Its firmware is withdrawn");
        story.theGateCloses(id);
        WorkItem review = story.aTaskComesUp(id, "Review readiness");
        devices.changeStatus(story.meterOf(home), DeviceStatus.COMMISSIONED, "Its firmware is listed again");
        devices.changeStatus(story.meterOf(home), DeviceStatus.DECOMMISSIONED, "It has been taken away");

        story.anOperatorDecides(review, with("decision", "checkAgain"));

        story.until(id, details -> details.active().contains("bothHandedOver"), "it waits for supply to start");
        assertThat(story.change(id).handOver().readiness()).isEqualTo("NO_METER");
        story.theSupplyStartDateComes(id);
        assertThat(story.ends(id, State.CHANGED).reads().remark()).contains("without the meter");
    }

    @Test
    void a_read_for_which_the_dcc_s_own_key_is_missing_is_a_failure_that_says_so_and_no_silent_meter() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theDccLosesItsKeyAgreementKey(true);
        try {
            story.theGateCloses(id);
            CaseDetails.Failure failure = story.aStepFails(id);

            assertThat(failure.message()).contains("The DCC has no KA key for its identity");
            assertThat(story.taskOf(id, "Resolve silent meter")).isEmpty();
            story.theDccLosesItsKeyAgreementKey(false);
            story.isRetried(failure);
        } finally {
            story.theDccLosesItsKeyAgreementKey(false);
        }
        story.anotherAttemptIsPlanned(id);
    }

    @Test
    void an_operator_may_have_a_silent_meter_asked_again() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        story.theHubIsCutOff(home, true);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.isAt(id, "readFirmware");
        WorkItem task = story.untilAPersonIsCalled(id, "Resolve silent meter");
        story.theHubIsCutOff(home, false);

        story.anOperatorDecides(task, with("decision", "askAgain"));

        story.ends(id, State.CHANGED);
        assertThat(story.supplierOf(home)).isEqualTo(BIRCH);
    }

    @Test
    void keys_a_meter_does_not_take_are_sent_again_and_daily_and_then_an_operator_is_called() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.isAt(id, "replaceKeys");
        story.theHubIsCutOff(home, true);
        story.theHourBeforeSupplyStartsComes(id);
        WorkItem task = story.untilAPersonIsCalled(id, "Resolve silent meter");
        assertThat(story.supplierOf(home)).isEqualTo(BIRCH);
        story.theHubIsCutOff(home, false);

        story.anOperatorDecides(task, with("decision", "askAgain"));

        story.ends(id, State.CHANGED);
        assertThat(story.answerOf(story.keysRequestOf(id))).isNotEmpty();
    }

    @Test
    void the_losing_supplier_s_schedule_runs_until_supply_starts_and_is_gone_after_it() throws Exception {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        try (SimulatedSupplier alder = gateway.open(story.userOf(ALDER, home));
                SimulatedSupplier birch = gateway.open(story.userOf(BIRCH, home))) {
            String schedule = gateway.hasTheLogReadDaily(alder, story.meterOf(home));
            String id = story.aSwitchWaitsForItsGate(home, BIRCH);
            gateway.hears(alder, "DSPScheduledMessage", schedule);
            story.theGateCloses(id);
            story.keysAreSentAndTheSupplyStartDateComes(id);
            SupplierChange change = story.ends(id, State.CHANGED);

            gateway.hears(alder, "DSPScheduleRemoval", schedule);
            gateway.hears(alder, "ChangeOfSupplier", story.meterOf(home).value());
            String later = gateway.hasTheLogReadDaily(birch, story.meterOf(home));
            story.passes(Duration.ofDays(2));
            gateway.hears(birch, "DSPScheduledMessage", later);
            assertThat(gateway.readsDueFrom(change.supplyStartsAt(), schedule)).isZero();
        }
    }

    @Test
    void there_is_no_other_switch_within_the_standstill_after_a_change() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theGateCloses(id);
        story.keysAreSentAndTheSupplyStartDateComes(id);
        story.ends(id, State.CHANGED);

        String back = story.aSwitchIsRequested(home, ALDER);

        assertThat(story.ends(back, State.REJECTED).reason()).contains("there is no other change before");
    }

    @Test
    void old_registration_data_hold_the_keys_back_until_they_are_fresh_and_not_the_final_reads() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        story.theRegistrationDataIsOld(home);
        story.theGateCloses(id);
        story.untilCalled(id, "dataFreshAgain");
        assertThat(story.answeredAt(id + ":final:4.1.1"))
                .isBefore(story.change(id).supplyStartsAt());
        assertThat(story.keysRequest(id).state()).isEqualTo(RequestedService.State.HELD);

        story.theRegistrationDataIsFresh(home);
        story.passes(Duration.ofHours(1));
        story.keysAreSentAndTheSupplyStartDateComes(id);

        assertThat(story.ends(id, State.CHANGED).reads().remark()).startsWith("Final ");
    }

    private static Map<String, String> with(String field, String value) {
        Map<String, String> form = new java.util.HashMap<>(WITH_REASON);
        form.put(field, value);
        return form;
    }
}
