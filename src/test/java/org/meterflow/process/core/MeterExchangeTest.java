package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.desk.DemoStory;
import org.meterflow.device.DeviceStatus;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.process.CaseKey;
import org.meterflow.simulator.Fault;
import org.springframework.beans.factory.annotation.Autowired;

/** A meter of Weir Lane is exchanged for the spare in the van; what was on it is not lost. */
class MeterExchangeTest extends CoreProcess {

    private static final Map<String, String> SAFE = Map.of("outcome", "ok", "note", "Nothing speaks against it");
    private static final Map<String, String> EXCHANGED = Map.of(
            "oldRead",
            "8124.5",
            "newRead",
            "0.1",
            "creditShown",
            "11.75",
            "supplyOn",
            "true",
            "seals",
            "Two lead seals");

    @Autowired
    private List<DemoStory> stories;

    private String homeOfTheTest = "";

    @AfterEach
    void backInTheOtherStreets() {
        mpxn = homeOfTheTest;
    }

    @Test
    void a_meter_that_may_not_be_installed_and_a_home_without_a_meter_are_refused() {
        endsAs(required(home(1), Map.of("newMeterModel", "LH-E1")), "Refused");
        Home empty = market.market().orElseThrow().newHomes().get(9);
        endsAs(required(empty, Map.of("newMeter", "02-4D-46-AC-00-00-00-01")), "Refused");
    }

    @Test
    void whoever_is_not_let_in_or_does_not_want_it_keeps_the_old_meter() {
        CaseKey unsafe = required(home(1), Map.of());
        visits(unsafe, "unsafe");
        endsAs(unsafe, "Not done");
        CaseKey unwanted = required(home(1), Map.of());
        visits(unwanted, "begun");
        does(unwanted, "Check safety", Map.of("outcome", "refused", "note", "The consumer is ill today"), "ben");
        endsAs(unwanted, "Not done");
        assertThat(devices.find(spare(home(1)))).isEmpty();
    }

    @Test
    void a_new_meter_that_does_not_work_or_takes_too_long_goes_and_the_old_one_comes_back() {
        Home home = home(4);
        CaseKey key = begun(home);
        town.fleet().orElseThrow().breakDown(spare(home), Fault.FAILING_JOIN);
        does(key, "Exchange meter", EXCHANGED, "ben");
        does(key, "Decide on joining", Map.of("decision", "again", "note", "Perhaps it was too far away"), "ben");
        comesToDecideOnJoining(key);
        passes(Duration.ofHours(85));
        hears(key, "Remind supplier");
        passes(Duration.ofHours(50));
        does(key, "Look into delay", Map.of("note", "The installer comes back tomorrow"), "carl");
        passes(Duration.ofHours(34));
        does(key, "Decide on delay", Map.of("decision", "wait", "note", "A new antenna comes tomorrow"), "carl");
        does(key, "Decide on joining", Map.of("decision", "refit", "note", "The new meter is broken"), "ben");
        town.fleet().orElseThrow().mend(spare(home), Fault.FAILING_JOIN);
        does(key, "Refit old meter", Map.of("supplyOn", "false", "done", "A terminal was loose"), "ben");
        does(key, "Refit old meter", Map.of("supplyOn", "true", "done", "The old meter hangs again"), "ben");
        endsAs(key, "Refitted");
        assertThat(devices.meterOf(supply(home).mpxn()))
                .hasValueSatisfying(
                        meter -> assertThat(meter.id()).isEqualTo(supply(home).meter()));
        assertThat(town.fleet().orElseThrow().hangs(supply(home).meter())).isTrue();

        CaseKey late = begun(home);
        comesTo(late, "Exchange meter");
        passes(Duration.ofHours(4));
        does(late, "Refit old meter", Map.of("supplyOn", "true", "done", "The old meter hangs again"), "ben");
        endsAs(late, "Refitted");

        CaseKey unsigned = begun(home);
        town.desk(ALDER).orElseThrow().refusesToSign(Set.of("8.1.1"));
        does(unsigned, "Exchange meter", EXCHANGED, "ben");
        comesToDecideOnJoining(unsigned);
        town.desk(ALDER).orElseThrow().refusesToSign(Set.of());
        passes(Duration.ofDays(8));
        does(unsigned, "Look into delay", Map.of("note", "The supplier is asked why"), "carl");
        does(unsigned, "Decide on delay", Map.of("decision", "issue", "note", "It was not signed for days"), "carl");
        does(unsigned, "Decide on joining", Map.of("decision", "again", "note", "It is signed now"), "ben");
        endsAs(unsigned, "Exchanged");
        assertThat(told(unsigned)).contains("Open issue");
    }

    private void comesToDecideOnJoining(CaseKey key) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(open(key, "Decide on joining"))
                        .as("of %s", key)
                        .isNotEmpty());
    }

    private void hears(CaseKey key, String notice) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(told(key)).contains(notice));
    }

    @Test
    void what_is_left_of_the_credit_and_what_is_owed_are_on_the_new_meter_before_anybody_leaves() {
        Home home = home(2);
        CaseKey key = begun(home);
        does(key, "Exchange meter", EXCHANGED, "ben");
        endsAs(key, "Exchanged");
        Map<String, Object> old = answers.of(key, "snapshot");
        Map<String, Object> carried = answers.of(key, "carryAccount");
        assertThat((BigDecimal) carried.get("balance"))
                .isCloseTo((BigDecimal) old.get("balanceMeterBalance"), Offset.offset(new BigDecimal("0.50")));
        assertThat((BigDecimal) carried.get("debt")).isCloseTo(owed(old), Offset.offset(new BigDecimal("0.50")));
        assertThat(carried).containsEntry("inAdvance", true);
        assertThat(devices.find(supply(home).meter()))
                .hasValueSatisfying(
                        was -> assertThat(was.is(DeviceStatus.DECOMMISSIONED)).isTrue());
        assertThat(devices.meterOf(supply(home).mpxn()))
                .hasValueSatisfying(meter -> assertThat(meter.id()).isEqualTo(spare(home)));
    }

    private static BigDecimal owed(Map<String, Object> told) {
        return Stream.of("balancePaymentDebt", "balanceTimeDebt1", "balanceTimeDebt2")
                .map(name -> (BigDecimal) told.get(name))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void credit_that_the_new_meter_does_not_take_is_given_by_hand_before_anybody_leaves() {
        Home home = home(3);
        CaseKey key = brokenMeter(home);
        Map<String, String> shown = new HashMap<>(EXCHANGED);
        shown.put("creditShown", "50000.00");
        does(key, "Exchange meter", shown, "ben");
        does(key, "Give credit by hand", Map.of("credit", "11.75", "note", "By tokens at its keys"), "ben");
        endsAs(key, "Exchanged");
        assertThat(answers.of(key, "setPrepayment")).containsEntry("outcome", "incomplete");
        assertThat(answers.of(key, "finishPrepayment"))
                .containsEntry("outcome", "set")
                .containsEntry("inAdvance", true);
    }

    @Test
    void a_home_that_pays_by_bill_has_no_credit_to_keep() {
        Home home = home(1);
        homeOfTheTest = mpxn;
        DemoStory story = stories.stream()
                .filter(one -> one.name().equals("exchange"))
                .findFirst()
                .orElseThrow();
        assertThat(story.homes())
                .extracting(DemoStory.Choice::value)
                .contains(home.hub().value());
        CaseKey key = story.start(home.hub().value(), "SILENT");
        oldMeterIsSilent(key);
        does(key, "Exchange meter", EXCHANGED, "ben");
        endsAs(key, "Exchanged");
        assertThat(answers.of(key, "carryAccount")).isEmpty();
        assertThat(answers.of(key, "setPrepayment")).isEmpty();
        assertThat(story.homes())
                .as("it has its new meter now")
                .extracting(DemoStory.Choice::value)
                .doesNotContain(home.hub().value());
    }

    /** @return a case in which the old meter tells nothing any more */
    private CaseKey brokenMeter(Home home) {
        town.fleet().orElseThrow().offline(supply(home).meter(), true);
        CaseKey key = required(home, Map.of());
        oldMeterIsSilent(key);
        return key;
    }

    private void oldMeterIsSilent(CaseKey key) {
        visits(key, "begun");
        does(key, "Check safety", SAFE, "ben");
        for (String silent : List.of("read", "tariff", "mode", "balance", "configuration")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> meters.find(key.caseId() + ":snapshot:" + silent + ":request#1")
                            .isPresent());
            passes(Duration.ofMinutes(16));
        }
    }

    private CaseKey begun(Home home) {
        CaseKey key = required(home, Map.of());
        visits(key, "begun");
        does(key, "Check safety", SAFE, "ben");
        comesTo(key, "Exchange meter");
        return key;
    }

    private CaseKey required(Home home, Map<String, String> otherwise) {
        if (homeOfTheTest.isEmpty()) {
            homeOfTheTest = mpxn;
        }
        Supply supply = supply(home);
        mpxn = supply.mpxn().value();
        Map<String, Object> facts = new HashMap<>();
        if (supply.spareMeter() != null) {
            facts.put("newMeter", supply.spareMeter().value());
        }
        facts.put("newMeterModel", "LH-E200");
        facts.put("payment", supply.payment().name().toLowerCase(Locale.ROOT));
        facts.put("reason", "Its display is dark");
        facts.putAll(otherwise);
        return begins("meterExchange", "jobId", facts);
    }

    private static Supply supply(Home home) {
        return home.supplies().get(0);
    }

    private static Eui64 spare(Home home) {
        return Objects.requireNonNull(supply(home).spareMeter());
    }

    private Home home(int number) {
        return market.market().orElseThrow().homes().stream()
                .filter(home -> home.address().startsWith(number + " Weir Lane"))
                .findFirst()
                .orElseThrow();
    }
}
