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
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.device.DeviceStatus;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.process.CaseKey;
import org.meterflow.simulator.Fault;

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
    }

    @Test
    void what_is_left_of_the_credit_is_on_the_new_meter_before_anybody_leaves() {
        Home home = home(2);
        CaseKey key = begun(home);
        does(key, "Exchange meter", EXCHANGED, "ben");
        endsAs(key, "Exchanged");
        BigDecimal before = (BigDecimal) answers.of(key, "snapshot").get("balanceMeterBalance");
        BigDecimal after = (BigDecimal) answers.of(key, "checkCredit").get("meterBalance");
        assertThat(after).isCloseTo(before, Offset.offset(new BigDecimal("0.50")));
        assertThat(devices.find(supply(home).meter()))
                .hasValueSatisfying(
                        old -> assertThat(old.is(DeviceStatus.DECOMMISSIONED)).isTrue());
        assertThat(devices.meterOf(supply(home).mpxn()))
                .hasValueSatisfying(meter -> assertThat(meter.id()).isEqualTo(spare(home)));
    }

    @Test
    void credit_that_the_new_meter_does_not_take_is_given_by_hand_before_anybody_leaves() {
        Home home = home(3);
        town.fleet().orElseThrow().offline(supply(home).meter(), true);
        CaseKey key = required(home, Map.of());
        visits(key, "begun");
        does(key, "Check safety", SAFE, "ben");
        for (String silent : List.of("read", "balance")) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> meters.find(key.caseId() + ":snapshot:" + silent + ":request#1")
                            .isPresent());
            passes(Duration.ofMinutes(16));
        }
        Map<String, String> shown = new HashMap<>(EXCHANGED);
        shown.put("creditShown", "50000.00");
        does(key, "Exchange meter", shown, "ben");
        does(key, "Give credit by hand", Map.of("credit", "50000.00", "note", "By tokens at its keys"), "ben");
        endsAs(key, "Exchanged");
        assertThat(answers.of(key, "carryCredit")).containsEntry("outcome", "refused");
    }

    @Test
    void a_home_that_pays_by_bill_has_no_credit_to_keep() {
        CaseKey key = begun(home(1));
        does(key, "Exchange meter", EXCHANGED, "ben");
        endsAs(key, "Exchanged");
        assertThat(answers.of(key, "carryCredit")).isEmpty();
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
