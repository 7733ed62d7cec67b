package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.desk.DemoStory;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.drawn.Starter;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.SigningHabit;
import org.meterflow.simulator.SimulatedSuppliers;
import org.meterflow.simulator.SupplierDesk.Notice;
import org.springframework.beans.factory.annotation.Autowired;

/** A home of the new row gets its first smart meter: the supplier's installer fits it in the town, and it answers. */
class InstallationTest extends CoreProcess {

    private static final Map<String, String> FITTED = Map.of(
            "openingRead",
            "0.4",
            "supplyOn",
            "true",
            "location",
            "Indoors on external wall",
            "metal",
            "false",
            "obstructed",
            "false",
            "shared",
            "false",
            "seals",
            "Two lead seals");
    private static final Map<String, String> MISMATCH =
            Map.of("decision", "jobSheet", "note", "A meter that was never fitted stands there too");
    private static final Map<String, String> SAFE = Map.of("outcome", "ok", "note", "Nothing speaks against it");
    private static final Map<String, String> LEFT_SAFE =
            Map.of("supplyOn", "true", "done", "The home has the supply that it had before");

    @Autowired
    List<DemoStory> stories;

    @Autowired
    SimulatedSuppliers suppliers;

    private static final Map<String, String> GAS_FITTED =
            Map.of("outcome", "fitted", "note", "Tight, and the boiler lights");

    private final List<Eui64> leftBehind = new ArrayList<>();
    private String homeOfTheTest = "";

    @AfterEach
    void backInTheOldRow() {
        mpxn = homeOfTheTest;
        leftBehind.forEach(devices::forget);
    }

    @Test
    void an_order_that_names_gas_by_half_is_told_what_is_missing() {
        homeOfTheTest = mpxn;
        Map<String, Object> facts = new HashMap<>(kit(home(13)));
        facts.putAll(Map.of("jobId", "half", "meterPoint", mpxn, "supplier", SUPPLIER, "property", "100000000033"));
        facts.putAll(Map.of(
                "premises",
                "house",
                "farMeter",
                "false",
                "gasMeter",
                gasOf(home(13)).get("gasMeter")));
        assertThat(drawn.start("installation", "half", facts, Starter.person("anna"))
                        .wrong())
                .extracting(FieldError::message)
                .containsExactly(
                        "Gas meter point: enter this, too, or leave “Gas meter” empty",
                        "Model of the gas meter: enter this, too, or leave “Gas meter” empty",
                        "Gas proxy in the hub: enter this, too, or leave “Gas meter” empty");
    }

    @Test
    void a_home_that_another_supplies_is_not_fitted() {
        CaseKey key = ordered(home(5), Map.of("supplier", STRANGER));
        endsAs(key, "Refused");
        assertThat(answers.of(key, "readCoverage")).isEmpty();
    }

    @Test
    void no_hub_is_fitted_where_none_will_connect_within_ninety_days() {
        CaseKey never = ordered(home(4), Map.of());
        endsAs(never, "Refused");
        coverageIsExpectedIn(91, home(11));
        CaseKey late = ordered(home(11), Map.of());
        endsAs(late, "Refused");
        assertThat(answers.of(late, "decideCoverage")).containsEntry("plan", "DECLINE");
    }

    @Test
    void a_kit_that_is_not_on_the_product_list_is_swapped_and_a_home_in_danger_is_made_safe_first() {
        Home home = home(5);
        Eui64 proxy = new Eui64("00-00-00-00-00-00-9A-05");
        CaseKey key = ordered(home, Map.of("meterModel", "LH-E1", "gasProxy", proxy.value()));
        does(key, "Swap kit", kit(home), "anna");
        visits(key, "unsafe");
        does(key, "Make safe", Map.of("done", "The fuse is out and the network knows"), "ben");
        endsAs(key, "Aborted");
        assertThat(devices.find(home.hub()))
                .as("the kit is out of the inventory")
                .isEmpty();
        assertThat(devices.find(proxy)).as("and what is inside the hub").isEmpty();

        CaseKey again = ordered(home, Map.of());
        visits(again, "begun");
        does(again, "Check safety", Map.of("outcome", "asbestos", "note", "The board may hold asbestos"), "ben");
        endsAs(again, "Aborted");
    }

    @Test
    void after_three_hours_the_home_is_left_with_its_supply_and_a_wait_of_six_weeks_is_paid_for() {
        CaseKey key = ordered(home(6), Map.of());
        comesTo(key, "Visit home");
        passes(Duration.ofDays(46));
        await().untilAsserted(() -> assertThat(told(key)).contains("Compensate"));
        visits(key, "begun");
        does(key, "Check safety", SAFE, "ben");
        comesTo(key, "Fit kit");
        passes(Duration.ofHours(4));
        does(key, "Leave it safe", Map.of("supplyOn", "false", "done", "The old fuse does not hold"), "ben");
        does(key, "Leave it safe", LEFT_SAFE, "ben");
        endsAs(key, "Given up");
    }

    @Test
    void what_fails_half_way_is_taken_back_device_by_device_and_given_up_with_the_supply_on() {
        Home home = home(8);
        Eui64 proxy = new Eui64("00-00-00-00-00-00-9A-08");
        CaseKey key = begun(home, Map.of("gasProxy", proxy.value()));
        town.fleet().orElseThrow().breakDown(display(home), Fault.FAILING_JOIN);
        does(key, "Fit kit", FITTED, "ben");
        does(key, "Decide on joining", Map.of("decision", "giveUp", "note", "The display does not join"), "ben");
        assertThat(answers.of(key, "joinDevices")).containsEntry("failedAt", "joinDisplay");
        assertThat(devices.find(meterOf(home))).hasValueSatisfying(meter -> {
            assertThat(meter.is(DeviceStatus.PENDING)).isTrue();
            assertThat(meter.hub()).isNull();
        });
        does(key, "Leave it safe", LEFT_SAFE, "ben");
        endsAs(key, "Given up");
        assertThat(devices.find(meterOf(home))).isEmpty();
        assertThat(devices.find(proxy))
                .as("the hub comes back with what is inside it")
                .hasValueSatisfying(inside ->
                        assertThat(inside.is(DeviceStatus.DECOMMISSIONED)).isTrue());
    }

    @Test
    void a_meter_is_fitted_joined_commissioned_proven_and_read_each_day() {
        Home home = home(1);
        CaseKey key = begun(home, gasOfAnother(home(13)));
        Eui64 display = display(home);
        town.fleet().orElseThrow().breakDown(display, Fault.FAILING_JOIN);
        does(key, "Fit kit", FITTED, "ben");
        comesTo(key, "Decide on joining");
        town.fleet().orElseThrow().mend(display, Fault.FAILING_JOIN);
        town.desk(ALDER).orElseThrow().refusesToSign(Set.of("8.1.1", "6.8"));
        does(key, "Decide on joining", Map.of("decision", "again", "note", "The display stood too far away"), "ben");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(answers.of(key, "commissionMeter"))
                        .as("a meter whose commissioning nobody has signed")
                        .containsEntry("outcome", "unsigned"));
        town.desk(ALDER).orElseThrow().refusesToSign(Set.of("6.8"));
        does(key, "Decide on joining", Map.of("decision", "again", "note", "The supplier signs it now"), "ben");
        does(key, "Follow up", Map.of("done", "The supplier sets the billing day tomorrow"), "anna");
        completes(key, home);
        assertThat(answers.of(key, "proveService"))
                .containsEntry("failedAt", "calendar")
                .containsKey("readImportKwh");
        assertThat(answers.of(key, "setSchedule")).containsEntry("outcome", "answered");
        assertThat(answers.of(key, "fitGas")).containsEntry("outcome", "notTheirs");
        Device meter = devices.find(meterOf(home)).orElseThrow();
        assertThat(meter.is(DeviceStatus.COMMISSIONED)).isTrue();
        assertThat(meter.importMpxn()).isNotNull();
        assertThat(List.of(
                        devices.find(home.hub()).orElseThrow(),
                        devices.find(display).orElseThrow()))
                .allMatch(device -> device.is(DeviceStatus.COMMISSIONED));
    }

    @Test
    void an_installation_needs_at_most_30_automated_messages() {
        Home home = home(2);
        CaseKey key = begun(home);
        does(key, "Fit kit", FITTED, "ben");
        completes(key, home);

        assertThat(automatedMessages(key)).hasSizeLessThanOrEqualTo(30).contains("1.1.1", "installationCompleted");
    }

    @Test
    void an_installation_of_both_fuels_needs_at_most_30_automated_messages() {
        Home home = home(13);
        CaseKey key = begun(home, gasOf(home));
        does(key, "Fit kit", FITTED, "ben");
        does(key, "Fit gas meter", GAS_FITTED, "ben");
        completes(key, home);

        assertThat(automatedMessages(key)).hasSizeLessThanOrEqualTo(30).contains("1.1.1", "installationCompleted");
        Device meter = devices.meterOf(gas(home).mpxn()).orElseThrow();
        assertThat(meter.id()).isEqualTo(gas(home).meter());
        assertThat(meter.is(DeviceStatus.COMMISSIONED)).isTrue();
        assertThat(meter.hub()).isEqualTo(home.hub());
        assertThat(devices.find(Objects.requireNonNull(gas(home).proxy())))
                .hasValueSatisfying(
                        proxy -> assertThat(proxy.is(DeviceStatus.COMMISSIONED)).isTrue());
        assertThat(answers.of(gasCase(key), "readGasMeter")).containsEntry("outcome", "answered");
        assertThat(told(key, "installationCompleted"))
                .contains("\"gas\":\"inService\"", gas(home).mpxn().value());
    }

    @Test
    void a_gas_meter_is_swapped_tried_again_until_it_is_in_service_and_followed_up_when_it_does_not_answer() {
        Home home = home(14);
        Eui64 meter = gas(home).meter();
        Map<String, String> order = new HashMap<>(gasOf(home));
        order.put("gasMeterModel", "LH-G1");
        CaseKey key = begun(home, order);
        does(key, "Fit kit", FITTED, "ben");
        does(key, "Swap gas meter", Map.of("meter", meter.value(), "meterModel", "LH-G100"), "anna");
        town.fleet().orElseThrow().breakDown(meter, Fault.FAILING_JOIN);
        does(key, "Fit gas meter", GAS_FITTED, "ben");
        comesTo(gasCase(key), "Decide on gas meter");
        assertThat(answers.of(gasCase(key), "joinGasMeter")).containsEntry("failedAt", "joinMeter");
        town.fleet().orElseThrow().mend(meter, Fault.FAILING_JOIN);
        town.desk(ALDER).orElseThrow().refusesToSign(Set.of("8.1.1"));
        does(key, "Decide on gas meter", Map.of("decision", "again", "note", "It stood behind the boiler"), "ben");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(answers.of(gasCase(key), "setGasClock")).containsEntry("outcome", "unsigned"));
        town.desk(ALDER).orElseThrow().refusesToSign(Set.of());
        leaveBehind("00-00-00-00-00-00-9A-02", home.hub(), devices.find(meter).orElseThrow());
        does(key, "Decide on gas meter", Map.of("decision", "again", "note", "The supplier signs it now"), "ben");
        comesTo(gasCase(key), "Resolve asset mismatch");
        town.fleet().orElseThrow().offline(home.hub(), true);
        does(key, "Resolve asset mismatch", MISMATCH, "anna");
        comesTo(gasCase(key), "Read gas meter");
        passes(Duration.ofDays(2));
        does(key, "Follow up gas meter", Map.of("done", "The hub had lost its power"), "anna");
        town.fleet().orElseThrow().offline(home.hub(), false);
        comesTo(key, "Complete installation");
        assertThat(answers.of(key, "fitGas")).containsEntry("outcome", "inService");
    }

    @Test
    void an_installation_with_a_pre_command_tampered_with_is_not_signed() {
        signs(SigningHabit.IS_SILENT);
        CaseKey key = begun(home(7), gasOf(home(7)));
        does(key, "Fit kit", FITTED, "ben");
        Notice wanted = await().atMost(Duration.ofMinutes(1))
                .until(() -> signaturesWanted(key), found -> !found.isEmpty())
                .get(0);

        assertThat(returns(wanted, tampered(preCommand(wanted))).body())
                .contains("What the command tells the device differs from the pre-command, from byte ");
        assertThat(meters.stage(wanted.subject() + ":sent#1"))
                .as("nothing is sent")
                .isEmpty();
        assertThat(open(key, "Decide on joining"))
                .as("it waits for what was intended")
                .isEmpty();

        signs(SigningHabit.SIGNS);
        assertThat(returns(wanted, preCommand(wanted)).body()).contains("CORRELATED");
        does(key, "Fit gas meter", Map.of("outcome", "left", "note", "The old pipe is too narrow"), "ben");
        comesTo(key, "Complete installation");
        assertThat(devices.find(gas(home(7)).meter())).isEmpty();
    }

    @Test
    void an_inventory_that_has_another_meter_in_the_home_is_looked_at_before_the_meter_is_proven() {
        Home home = home(9);
        CaseKey key = begun(home, gasOf(home));
        Device announced = devices.find(meterOf(home)).orElseThrow();
        Eui64 left = leaveBehind("00-00-00-00-00-00-9A-01", home.hub(), announced);

        does(key, "Fit kit", FITTED, "ben");
        town.fleet().orElseThrow().breakDown(gas(home).meter(), Fault.FAILING_JOIN);
        does(key, "Fit gas meter", GAS_FITTED, "ben");
        does(key, "Decide on gas meter", Map.of("decision", "giveUp", "note", "It does not join the hub"), "ben");
        does(key, "Leave gas safe", Map.of("gasIs", "on", "done", "The old gas meter hangs again"), "ben");
        does(key, "Resolve asset mismatch", MISMATCH, "anna");
        assertThat(devices.find(gas(home).meter())).isEmpty();

        comesTo(key, "Complete installation");
        assertThat(answers.of(key, "readInventory")).containsEntry("electricityMeter", left.value());
        assertThat(answers.of(key, "proveService")).doesNotContainKey("failedAt");
    }

    /** A device of the same kind, announced for the same hub and never fitted, for as long as the test lasts. */
    private Eui64 leaveBehind(String id, Eui64 hub, Device like) {
        Eui64 left = new Eui64(id);
        devices.add(pending(left, hub, like));
        leftBehind.add(left);
        return left;
    }

    private static Device pending(Eui64 id, Eui64 hub, Device like) {
        return new Device(
                id,
                like.type(),
                DeviceStatus.PENDING,
                like.statusSince(),
                like.manufacturer(),
                like.model(),
                like.smetsVersion(),
                like.firmwareVersion(),
                like.esmeVariant(),
                hub,
                null,
                null,
                like.uprn(),
                like.postcode(),
                like.addressIdentifier(),
                like.cspRegion(),
                like.generation());
    }

    private List<Notice> signaturesWanted(CaseKey key) {
        return town.desk(ALDER).orElseThrow().notices().stream()
                .filter(notice -> notice.type().equals("signatureWanted")
                        && notice.subject().startsWith(key.caseId() + ":"))
                .toList();
    }

    private static GbcsMessage preCommand(Notice wanted) {
        try {
            return GbcsMessage.parse(Base64.getDecoder()
                    .decode(new ObjectMapper()
                            .readTree(wanted.data())
                            .path("preCommand")
                            .asText()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static GbcsMessage tampered(GbcsMessage message) {
        byte[] told = message.payload().bytes();
        told[told.length - 1] ^= 1;
        return message.withPayload(Octets.of(told));
    }

    /** Signed with the supplier's own key, whatever it says. */
    private MarketApi.Answer returns(Notice wanted, GbcsMessage command) {
        byte[] signed = suppliers.of(command.originator()).orElseThrow().sign(command.encode());
        return town.desk(ALDER)
                .orElseThrow()
                .returnSigned(wanted.subject() + "-" + command.payload().hashCode(), wanted.subject(), signed);
    }

    /**
     * What the platform sends by itself for a case: services by their numbers, notices by their names. That a supplier is
     * to sign a command is part of that command.
     */
    private List<String> automatedMessages(CaseKey key) {
        return jdbc.sql("""
                        select said ->> 'service' from device_call where id like :ofCase
                        union all select name from outbound_message
                            where (key = :caseId or key like :ofCase) and name <> 'signatureWanted'""")
                .param("ofCase", key.caseId() + ":%")
                .param("caseId", key.caseId())
                .query(String.class)
                .list();
    }

    @Test
    void a_hub_without_coverage_is_left_and_goes_on_by_itself_when_it_comes_on_line() {
        Home home = home(3);
        coverageIsExpectedIn(21, home);
        CaseKey key = begun(home, gasOf(home));
        does(key, "Fit kit", FITTED, "ben");
        comesTo(key, "Wait for hub");
        passes(Duration.ofMinutes(31));
        comesTo(left(key), "Wait for hub");
        passes(Duration.ofDays(22));
        does(key, "Fit gas meter", Map.of("outcome", "unsafe", "note", "It smells of gas at the valve"), "ben");
        does(key, "Make gas safe", Map.of("done", "The valve is shut and tagged", "report", "RIDDOR 4711"), "ben");
        completes(key, home);
        assertThat(told(key, "installationCompleted")).contains("\"gas\":\"notFitted\"");
        assertThat(views.facts(left(key)).map(CaseFacts::outcome)).contains("Covered");
    }

    @Test
    void a_home_that_is_never_covered_is_exempt_and_read_by_hand() {
        Home home = home(12);
        coverageIsExpectedIn(80, home);
        CaseKey key = begun(home);
        coverageIsExpectedIn(400, home);
        does(key, "Fit kit", FITTED, "ben");
        comesTo(key, "Wait for hub");
        passes(Duration.ofMinutes(31));
        for (String waiting : List.of("Wait for hub", "Wait again", "Wait on")) {
            comesTo(left(key), waiting);
            passes(Duration.ofDays(31));
        }
        does(key, "Survey home", Map.of("aerial", "no", "otherHub", "unknown", "otherNetwork", "no"), "anna");
        does(
                key,
                "Accept no coverage",
                Map.of(
                        "reason",
                        "A valley that no mast reaches",
                        "reviewOn",
                        today().plusDays(300).toString()),
                "ben");
        endsAs(key, "Left without coverage");
    }

    @Test
    void an_order_by_message_swaps_its_kit_and_a_meter_whose_first_day_does_not_come_is_followed_up() {
        Home home = home(10);
        homeOfTheTest = mpxn;
        mpxn = home.supplies().get(0).mpxn().value();
        DemoStory story = stories.stream()
                .filter(one -> one.name().equals("installation"))
                .findFirst()
                .orElseThrow();
        assertThat(story.homes())
                .extracting(DemoStory.Choice::value)
                .contains(home.hub().value());
        CaseKey key = story.start(home.hub().value(), "UNLISTED");
        does(key, "Swap kit", kit(home), "anna");
        visits(key, "begun");
        does(key, "Check safety", SAFE, "ben");
        does(key, "Fit kit", FITTED, "ben");
        shown(key);
        comesTo(key, "Two working days");
        town.fleet().orElseThrow().offline(home.hub(), true);
        passes(Duration.ofDays(5));
        comesTo(key, "Read first day");
        passes(Duration.ofDays(2));
        does(key, "Chase reading", Map.of("done", "The hub had lost its power"), "anna");
        endsAs(key, "Active");
        town.fleet().orElseThrow().offline(home.hub(), false);
        assertThat(story.homes())
                .as("it has its meter now")
                .extracting(DemoStory.Choice::value)
                .doesNotContain(home.hub().value());
    }

    /** Whatever other scenarios have done with the clock. */
    private void coverageIsExpectedIn(int days, Home home) {
        jdbc.sql("update wan_coverage set expected = ? where uprn = ?")
                .params(today().plusDays(days), home.uprn())
                .update();
        town.fleet().orElseThrow().cover(home.hub(), false);
    }

    private static CaseKey left(CaseKey installation) {
        return new CaseKey("installAndLeave", installation.caseId() + ":leaveHub");
    }

    private void shown(CaseKey key) {
        does(
                key,
                "Complete installation",
                Map.of(
                        "displayShown",
                        "true",
                        "adviceGiven",
                        "true",
                        "readsFrom",
                        today().plusDays(1).toString()),
                "ben");
    }

    private void completes(CaseKey key, Home home) {
        shown(key);
        comesTo(key, "Two working days");
        passes(Duration.ofDays(5));
        endsAs(key, "Active");
        assertThat(devices.meterOf(home.supplies().get(0).mpxn()))
                .hasValueSatisfying(meter -> assertThat(meter.id()).isEqualTo(meterOf(home)));
    }

    private CaseKey begun(Home home) {
        return begun(home, Map.of());
    }

    private CaseKey begun(Home home, Map<String, String> otherwise) {
        CaseKey key = ordered(home, otherwise);
        visits(key, "begun");
        does(key, "Check safety", SAFE, "ben");
        comesTo(key, "Fit kit");
        return key;
    }

    private CaseKey ordered(Home home, Map<String, String> otherwise) {
        if (homeOfTheTest.isEmpty()) {
            homeOfTheTest = mpxn;
        }
        mpxn = home.supplies().get(0).mpxn().value();
        Map<String, Object> facts = new HashMap<>(kit(home));
        facts.put("property", home.uprn());
        facts.put("premises", "house");
        facts.put("farMeter", "false");
        facts.putAll(otherwise);
        return begins("installation", "jobId", facts);
    }

    private static Map<String, String> kit(Home home) {
        return Map.of(
                "hub",
                home.hub().value(),
                "hubModel",
                "CV-Hub2",
                "meter",
                meterOf(home).value(),
                "meterModel",
                "LH-E200",
                "display",
                display(home).value(),
                "displayModel",
                "OM-Pay");
    }

    private static Supply gas(Home home) {
        return home.supplies().get(1);
    }

    private static Map<String, String> gasOf(Home home) {
        Supply gas = gas(home);
        return Map.of(
                "gasMeterPoint",
                gas.mpxn().value(),
                "gasMeter",
                gas.meter().value(),
                "gasMeterModel",
                "LH-G100",
                "gasProxy",
                Objects.requireNonNull(gas.proxy()).value());
    }

    /** As if the gas came into the home from another supplier. */
    private Map<String, String> gasOfAnother(Home van) {
        Map<String, String> gas = new HashMap<>(gasOf(van));
        gas.put("gasMeterPoint", suppliedByAnother().value());
        gas.put("gasProxy", "00-00-00-00-00-00-9A-03");
        return gas;
    }

    private Mpxn suppliedByAnother() {
        return market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.meterType() == DeviceType.GSME
                        && !supply.supplier().equals(ALDER))
                .findFirst()
                .orElseThrow()
                .mpxn();
    }

    private static CaseKey gasCase(CaseKey installation) {
        return new CaseKey("fitGasMeter", installation.caseId() + ":fitGas");
    }

    /** What the supplier was told last under this name. */
    private String told(CaseKey key, String name) {
        return await().until(
                        () -> town.desk(ALDER).orElseThrow().notices().stream()
                                .filter(notice -> notice.type().equals(name)
                                        && notice.subject().equals(key.caseId()))
                                .map(Notice::data)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Eui64 meterOf(Home home) {
        return home.supplies().get(0).meter();
    }

    private static Eui64 display(Home home) {
        return home.others().get(0).id();
    }

    private Home home(int number) {
        return market.market().orElseThrow().newHomes().get(number - 1);
    }
}
