package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.gateway.Doors;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;
import org.meterflow.process.CaseKey;
import org.meterflow.process.askdevice.DrawnBoxes;
import org.meterflow.simulator.RegistrationBody;
import org.meterflow.simulator.SigningHabit;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A home was switched although nobody there had asked for it. */
class ErroneousTransferTest extends SwitchedHome {

    private static final String BIRCHS_PRICES =
            "<PriceElements><ElectricityPriceElements><StandingCharge>9900</StandingCharge>"
                    + "<StandingChargeScale>-4</StandingChargeScale><PriceScale>-4</PriceScale><HybridTariff>"
                    + "<TOUPrice index=\"1\">5555</TOUPrice></HybridTariff></ElectricityPriceElements></PriceElements>";
    private static final String BIRCHS_DEBTS = "<TimeDebtRegister1>700000</TimeDebtRegister1>"
            + "<TimeDebtRegister2>0</TimeDebtRegister2><PaymentDebtRegister>1500000</PaymentDebtRegister>"
            + "<DebtRecoveryPerPayment>2500</DebtRecoveryPerPayment><ElecDebtRecovery1><DebtRecoveryRate>30</DebtRecoveryRate>"
            + "<DebtRecoveryRatePriceScale>-2</DebtRecoveryRatePriceScale><DebtRecoveryRatePeriod>DAILY</DebtRecoveryRatePeriod>"
            + "</ElecDebtRecovery1><ElecDebtRecovery2><DebtRecoveryRate>0</DebtRecoveryRate>"
            + "<DebtRecoveryRatePriceScale>-2</DebtRecoveryRatePriceScale><DebtRecoveryRatePeriod>DAILY</DebtRecoveryRatePeriod>"
            + "</ElecDebtRecovery2>";
    private static final String SEEN = "Both suppliers have shown what they have";

    private static int looks;

    @Autowired
    Doors doors;

    @Autowired
    DccKeys dcc;

    @Autowired
    Parties parties;

    @Value("${meterflow.data}/pki")
    Path keys;

    @AfterEach
    void suppliersAgreeAgain() {
        town.desk(ALDER).orElseThrow().billing(true);
        birchAnswers("agree");
    }

    @Test
    void a_home_that_was_not_switched_cannot_be_returned() {
        CaseKey key = isReported();

        endsAs(key, "Nothing to return");
        assertThat(answers.of(key, "lookAtSwitch").get("reason").toString()).startsWith("No switch of this supplier");
    }

    @Test
    void suppliers_who_agree_give_the_home_back_as_if_nothing_had_happened() throws Exception {
        theHomePaysInAdvance();
        long schedule = alderReadsTheLogDaily();
        String wrong = isSwitchedToBirch(true);
        Map<String, Object> before = looks("tariff", "4.11.1");
        Map<String, Object> owed = looks("balance", "4.3");
        birchSetsPricesAndDebts();
        assertThat(debts(looks("balance", "4.3"))).isNotEqualTo(debts(owed));
        assertThat(prices(looks("tariff", "4.11.1"))).isNotEqualTo(prices(before));

        CaseKey key = isReported();
        String back = theSwitchBack(wrong);
        supplyStarts(back);

        endsAs(key, "Returned");
        assertThat(suppliedBy()).isEqualTo(ALDER);
        Map<String, String> seen =
                views.facts(SwitchedHome.key(back)).orElseThrow().facts().plain();
        assertThat(seen).containsEntry("Keys on the meter", "Alder Energy").containsEntry("Returns the switch", wrong);
        assertThat(seen.get("Registered"))
                .containsSubsequence("Alder Energy from", "; Birch Energy from", "; Alder Energy from");
        assertThat(answers.of(key, "restoreMeter")).containsEntry("outcome", "restored");
        assertThat(prices(looks("tariff", "4.11.1"))).isEqualTo(prices(before));
        assertThat(debts(looks("balance", "4.3"))).isEqualTo(debts(owed));
        assertThat(jdbc.sql("select count(*) from schedule where continues = ? and ended_at is null")
                        .param(schedule)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(town.desk(BIRCH).orElseThrow().notices())
                .anyMatch(notice -> notice.type().equals("erroneousTransferReturned")
                        && notice.data().contains("Take back what you have charged"));
        assertThat(told(key)).doesNotContain("Compensate");
    }

    @Test
    void the_former_supplier_signs_what_goes_back_to_the_meter_and_what_it_does_not_sign_somebody_sees_to() {
        String wrong = isSwitchedToBirch();
        birchSetsPricesAndDebts();
        CaseKey key = isReported();
        signs(SigningHabit.REFUSES);
        supplyStarts(theSwitchBack(wrong));
        comesTo(key, "Settle meter");
        assertThat(answers.of(key, "restoreMeter")).containsEntry("outcome", "incomplete");

        signs(SigningHabit.SIGNS);
        does(key, "Settle meter", Map.of("decision", "again", "note", "Alder has its keys again"), "anna");

        endsAs(key, "Returned");
        assertThat(answers.of(key, "restoreMeter")).containsEntry("outcome", "restored");
    }

    @Test
    void a_return_goes_through_neither_standstill_nor_objection_and_ends_the_final_bill_of_the_wrong_switch() {
        town.desk(ALDER).orElseThrow().billing(false);
        String wrong = isSwitchedToBirch();
        birchSetsPricesAndDebts();
        CaseKey key = isReported();
        String back = theSwitchBack(wrong);
        comesTo(key, "Return meter point");

        assertThat(town.desk(BIRCH)
                        .orElseThrow()
                        .annul(back, "We want to keep it")
                        .status())
                .isEqualTo(202);

        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select reason from inbound_message where name = 'switchAnnulled' and key = ?")
                                .param(back)
                                .query(String.class)
                                .optional())
                .hasValueSatisfying(why -> assertThat(why).contains("both suppliers have agreed")));
        assertThat(town.desk(BIRCH).orElseThrow().noticesOf(back)).doesNotContain("interventionInvited");
        signs(SigningHabit.REFUSES);
        supplyStarts(back);
        does(key, "Settle meter", Map.of("decision", "done", "note", "Alder sets its prices itself"), "anna");
        endsAs(key, "Returned");
        assertThat(timeline.of(new CaseKey("finalBill", wrong)))
                .as("the bill of a switch that counts no more")
                .anyMatch(entry -> entry.detail().contains("there is nothing to bill"));
        assertThat(cases.isRunning(new CaseKey("finalBill", wrong))).isFalse();
    }

    @Test
    void suppliers_who_do_not_agree_leave_it_to_an_issue() {
        birchAnswers("dispute");
        isSwitchedToBirch();
        CaseKey key = isReported();

        does(key, "Investigate transfer", finding("dispute"), "anna");

        endsAs(key, "In dispute");
        assertThat(answers.of(key, "openIssue")).containsEntry("outcome", "opened");
        assertThat(suppliedBy()).isEqualTo(BIRCH);
    }

    @Test
    void a_switch_that_was_valid_stands_and_its_consumer_is_told() {
        birchAnswers("dispute");
        isSwitchedToBirch();
        CaseKey key = isReported();

        does(key, "Investigate transfer", finding("valid"), "anna");

        endsAs(key, "Not erroneous");
        assertThat(answers.of(key, "answerStands")).containsEntry("outcome", "told");
    }

    @Test
    void a_consumer_who_waits_too_long_for_agreement_answer_and_return_is_paid_for_each() {
        birchAnswers("");
        isSwitchedToBirch();
        CaseKey key = isReported();
        comesTo(key, "Ask other supplier");
        passes(Duration.ofDays(11));
        comesTo(key, "Investigate transfer");
        passes(Duration.ofDays(30));
        await().untilAsserted(
                        () -> assertThat(answers.of(key, "compensateAgreement")).containsEntry("outcome", "paid"));
        assertThat(owedBy(key, "compensateAgreement")).as("who was asked").isEqualTo("SP-0002");
        aRivalSwitchIsOpen();

        does(key, "Investigate transfer", finding("erroneous"), "anna");
        await().untilAsserted(
                        () -> assertThat(answers.of(key, "compensateAnswer")).containsEntry("outcome", "paid"));
        assertThat(owedBy(key, "compensateAnswer"))
                .as("to whom the consumer has turned")
                .isEqualTo(SUPPLIER);

        does(key, "Resolve return", Map.of("decision", "again", "note", "It may be over by now"), "anna");
        does(key, "Resolve return", Map.of("decision", "issue", "note", "Somebody switches it again"), "anna");
        endsAs(key, "Not returned");
        assertThat(answers.of(key, "returnMeterPoint").get("reason")).asString().contains("Another switch");
    }

    @Test
    void a_return_that_a_silent_meter_holds_up_is_paid_for_by_the_former_supplier_and_ends_when_it_speaks() {
        String wrong = isSwitchedToBirch();
        CaseKey key = isReported();
        String back = theSwitchBack(wrong);
        gateClosesOnASilentMeter(back);

        passes(Duration.ofDays(40));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(answers.of(key, "compensateReturn")).containsEntry("outcome", "paid"));
        assertThat(owedBy(key, "compensateReturn")).isEqualTo(SUPPLIER);
        comesTo(key, "Return meter point");

        theHubIsBack(back);
        does(key, "Review reads", Map.of("decision", "opening", "reason", "It was silent when supply began"), "anna");
        endsAs(key, "Returned");
        assertThat(suppliedBy()).isEqualTo(ALDER);
    }

    private void birchAnswers(String answer) {
        town.desk(BIRCH)
                .orElseThrow()
                .reply("transferAgreementWanted", Optional.of(answer).filter(said -> !said.isEmpty()));
    }

    private CaseKey isReported() {
        return begins("erroneousTransfer", "transferId", Map.of("reportedOn", today(), "cause", "wrongAddress"));
    }

    private static Map<String, String> finding(String finding) {
        return Map.of("finding", finding, "contract", "false", "address", "false", "note", SEEN);
    }

    /** Back to Alder, as the market wants it. */
    private void aRivalSwitchIsOpen() {
        LocalDate start = calendar.plusWorkingDays(calendar.today(), 1).plusDays(10);
        String rival = RegistrationBody.newSwitchId();
        town.registrationBody().orElseThrow().requestSwitch(rival, new Mpxn(mpxn), ALDER, start, false);
        await().until(() -> jdbc.sql("select count(*) from supplier_change where switch_id = ? and state = 'PENDING'")
                        .param(rival)
                        .query(Integer.class)
                        .single()
                == 1);
    }

    private void birchSetsPricesAndDebts() {
        CaseKey set = runs(DrawnBoxes.of("birchSets" + ++looks)
                .box("prices", "askDevice", "service", "1.2.1", "meterPoint", mpxn, "body", BIRCHS_PRICES)
                .box("debts", "askDevice", "service", "2.3", "meterPoint", mpxn, "body", BIRCHS_DEBTS));
        assertThat(answers.of(set, "prices")).containsEntry("outcome", "answered");
        assertThat(answers.of(set, "debts")).containsEntry("outcome", "answered");
    }

    private Map<String, Object> looks(String what, String service) {
        CaseKey look =
                runs(DrawnBoxes.of(what + ++looks).box("read", "askDevice", "service", service, "meterPoint", mpxn));
        assertThat(answers.of(look, "read")).containsEntry("outcome", "answered");
        return answers.of(look, "read");
    }

    private static List<BigDecimal> prices(Map<String, Object> tariff) {
        String times = tariff.get("timePrices") + ", " + tariff.get("standingChargeEachDay");
        return Arrays.stream(times.replaceAll("[\\[\\]]", "").split(", "))
                .map(price -> new BigDecimal(price).stripTrailingZeros())
                .toList();
    }

    /** In whole pounds: some are collected day by day. */
    private static List<Long> debts(Map<String, Object> balance) {
        return List.of("paymentDebt", "timeDebt1", "timeDebt2").stream()
                .map(debt -> Math.round(((BigDecimal) balance.get(debt)).doubleValue()))
                .toList();
    }

    private long alderReadsTheLogDaily() throws Exception {
        var user = parties.supplierUser(ALDER, Fuel.ELECTRICITY).orElseThrow();
        URI former = user.responseAddress();
        try (SimulatedSupplier supplier = new SimulatedSupplier(
                user.id(),
                dcc.accessControlBroker(),
                List.of(keys),
                URI.create("http://localhost:" + doors.duisPort()),
                URI.create("http://localhost:" + doors.smkiPort()),
                0,
                Clock.systemUTC())) {
            parties.changeResponseAddress(supplier.user(), supplier.responseAddress());
            return Long.parseLong(supplier.ask(SupplierRequest.scheduleDailyLog(
                            meter().id(),
                            "Daily",
                            clock.instant()
                                    .plus(Duration.ofDays(1))
                                    .atZone(ZoneOffset.UTC)
                                    .toLocalDate(),
                            null,
                            LocalTime.of(4, 0)))
                    .acknowledgement()
                    .content()
                    .orElseThrow()
                    .getTextContent());
        } finally {
            parties.changeResponseAddress(user.id(), former);
        }
    }
}
