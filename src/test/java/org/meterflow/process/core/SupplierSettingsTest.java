package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.device.Device;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.process.CaseKey;
import org.meterflow.process.askdevice.DrawnBoxes;
import org.meterflow.process.drawn.Begun;
import org.meterflow.process.drawn.Starter;
import org.meterflow.simulator.SigningHabit;
import org.meterflow.simulator.SupplierDesk;

/** A meter that holds its new supplier's keys is set up as that supplier wants it. */
class SupplierSettingsTest extends SwitchedHome {

    private static final Map<String, Object> SETTINGS = Map.of(
            "paymentMode", "credit",
            "standingCharge", 0.5512,
            "unitPrice", 0.24125,
            "billingDay", 5,
            "supplierName", "Birch & Sons",
            "supplierTelephone", "0800 111 222",
            "readings", "daily");

    private static int asked;

    @AfterEach
    void birchSignsAgain() {
        birch().signing(SigningHabit.SIGNS);
        mpxn = anyElectricity();
    }

    /** What the tests of this class share after each of them looks for an electricity meter. */
    private String anyElectricity() {
        return market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .map(supply -> supply.mpxn())
                .filter(point -> point.fuel() == Fuel.ELECTRICITY)
                .map(Mpxn::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_a_meter_cannot_be_told_is_said_to_the_supplier_who_sends_other_settings() {
        theHomePaysOnCredit();
        String switchId = isSwitchedToBirch();
        CaseKey key = new CaseKey("supplierSettings", switchId);
        send(switchId, Map.of("billingDay", 31, "unitPrice", 12));

        comesTo(key, "Review settings");
        assertThat(answers.of(key, "setMeter").get("reason"))
                .isEqualTo("The unit price is from 0 to 3.2767 pounds. The billing day is one from 1 to 28");
        does(key, "Review settings", decision("otherSettings"), "anna");
        comesTo(key, "Wait for settings");
        send(switchId, Map.of("nightPrice", 0.11, "paymentMode", "prepayment"));

        endsAs(key, "Set up");
        Map<String, Object> tariff = looks("4.11.1");
        assertThat(tariff.get("standingChargeEachDay")).isEqualTo(new BigDecimal("0.5512"));
        assertThat(tariff.get("timePrices").toString()).startsWith("[0.24125, 0.11000");
        assertThat(looks("6.2.9").get("mode")).isEqualTo("credit");
        assertThat(schedules(meter())).isEqualTo(1);
        await().untilAsserted(() -> assertThat(birch().notices())
                .anyMatch(notice -> notice.type().equals("meterConfigured")
                        && notice.data().contains("only a payment mode switch changes that")));
        assertThat(told(SwitchedHome.key(switchId))).contains("Supplier’s settings");
        assertThat(views.facts(key).orElseThrow().parties())
                .as("its tariff is its own")
                .containsExactly("SP-0002");
    }

    @Test
    void who_pays_in_advance_keeps_the_supply_for_two_days_though_the_meter_is_emptied() {
        theHomePaysInAdvance();
        birch().signing(SigningHabit.REFUSES);
        String switchId = isSwitchedToBirch(true);
        CaseKey key = new CaseKey("supplierSettings", switchId);
        does(key, "See to supply", Map.of("decision", "again", "note", "Birch says it signs now"), "anna");
        does(key, "See to supply", Map.of("decision", "goOn", "note", "The household has ten pounds"), "anna");
        comesTo(key, "Wait for settings");
        birch().signing(SigningHabit.SIGNS);
        send(switchId, Map.of("paymentMode", "prepayment", "emergencyCredit", 15));

        endsAs(key, "Set up");
        Map<String, Object> money = looks("4.3");
        assertThat(new BigDecimal(money.get("meterBalance").toString())).isNegative();
        assertThat(money).containsEntry("timeDebt1", BigDecimal.ZERO.setScale(5));
        assertThat(looks("6.2.9").get("mode")).isEqualTo("prepayment");
        passes(Duration.ofHours(40));
        assertThat(looks("7.4").get("supplyState")).isEqualTo("connected");
        passes(Duration.between(
                clock.instant(), calendar.at(calendar.plusWorkingDays(today().plusDays(2), 1), LocalTime.NOON)));
        assertThat(looks("7.4").get("supplyState")).isEqualTo("disconnected");
    }

    @Test
    void a_gas_meter_is_set_up_after_a_pause_without_doing_anything_twice() {
        theHomePaysInAdvanceFor(Fuel.GAS);
        String switchId = isSwitchedToBirch(true);
        CaseKey key = new CaseKey("supplierSettings", switchId);
        comesTo(key, "Wait for settings");
        assertThat(answers.of(key, "protectSupply")).containsEntry("outcome", "set");
        theGasMeterIsOutOfReach(true);
        send(switchId, Map.of("paymentMode", "prepayment"));
        theTimeOfTheMeterPasses(key);
        theGasMeterIsOutOfReach(false);
        birch().signing(SigningHabit.REFUSES);
        does(key, "Review settings", decision("again"), "anna");
        comesTo(key, "Review settings");
        birch().signing(SigningHabit.SIGNS);

        does(key, "Review settings", decision("again"), "anna");

        endsAs(key, "Set up");
        assertThat(answers.of(key, "setMeter").get("done"))
                .isEqualTo("tariff, mode, prepayment, debts, balance, billing, alerts, name, readings");
        assertThat(new BigDecimal(looks("4.3").get("meterBalance").toString())).isNotPositive();
    }

    @Test
    void what_is_not_set_up_is_left_to_the_supplier_or_becomes_an_issue() {
        String switchId = isSwitchedToBirch();
        CaseKey key = new CaseKey("supplierSettings", switchId);
        comesTo(key, "Wait for settings");
        passes(Duration.ofHours(49));
        endsAs(key, "Left to the supplier");
        await().untilAsserted(() ->
                assertThat(birch().noticesOf(switchId)).contains("supplierSettingsWanted", "supplierSettingsLeft"));

        birch().signing(SigningHabit.REFUSES);
        CaseKey second = begins(switchId);
        comesTo(second, "Wait for settings");
        send(switchId, Map.of());
        does(second, "Review settings", decision("supplier"), "anna");
        endsAs(second, "Left to the supplier");

        CaseKey third = begins(switchId);
        comesTo(third, "Wait for settings");
        send(switchId, Map.of());
        does(third, "Review settings", decision("issue"), "anna");
        endsAs(third, "Not set up");
        assertThat(answers.of(third, "openIssue")).containsEntry("outcome", "opened");
    }

    /** Once more for a switch that has been through it. */
    private CaseKey begins(String switchId) {
        Begun begun = drawn.start(
                "supplierSettings",
                switchId + "-" + ++asked,
                Map.of("switchId", switchId, "meterPoint", mpxn, "gainingSupplier", "SP-0002", "inAdvance", false),
                Starter.program());
        assertThat(begun.wrong()).isEmpty();
        comesTo(begun.key(), "Wait for settings");
        return begun.key();
    }

    private SupplierDesk birch() {
        return town.desk(BIRCH).orElseThrow();
    }

    private void send(String switchId, Map<String, ?> otherwise) {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put("switchId", switchId);
        settings.putAll(otherwise);
        assertThat(birch().sendSettings("settings-" + ++asked, settings).status())
                .isEqualTo(202);
    }

    /** More than once, should it not have been asked when the clock was moved. */
    private void theTimeOfTheMeterPasses(CaseKey key) {
        comesTo(key, "Set up meter");
        await().pollDelay(Duration.ofSeconds(2))
                .pollInterval(Duration.ofSeconds(5))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    passes(Duration.ofHours(49));
                    return !open(key, "Review settings").isEmpty();
                });
    }

    private void theHomePaysOnCredit() {
        while (market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .noneMatch(supply ->
                        supply.mpxn().value().equals(mpxn) && supply.payment() == Market.PaymentMode.CREDIT)) {
            aHomeOfItsOwn();
        }
    }

    private void theGasMeterIsOutOfReach(boolean outOfReach) {
        Device meter = devices.meterOf(new Mpxn(mpxn)).orElseThrow();
        town.fleet().orElseThrow().offline(meter.hub(), outOfReach);
    }

    private static Map<String, String> decision(String decision) {
        return Map.of("decision", decision, "note", "Looked at by two of us");
    }

    private int schedules(Device device) {
        return jdbc.sql("select count(*) from schedule where device = ? and ended_at is null")
                .param(device.id().value())
                .query(Integer.class)
                .single();
    }

    private Map<String, Object> looks(String service) {
        CaseKey look = runs(
                DrawnBoxes.of("settings" + ++asked).box("read", "askDevice", "service", service, "meterPoint", mpxn));
        await().untilAsserted(() -> assertThat(answers.of(look, "read")).containsEntry("outcome", "answered"));
        return answers.of(look, "read");
    }
}
