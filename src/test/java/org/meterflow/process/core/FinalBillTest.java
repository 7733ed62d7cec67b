package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.askdevice.DrawnBoxes;
import org.meterflow.process.drawn.Begun;
import org.meterflow.process.drawn.Starter;
import org.meterflow.simulator.SupplierDesk;

/** What the suppliers of a switch owe the consumer, in time or not. */
class FinalBillTest extends SwitchedHome {

    private static int switches;

    @AfterEach
    void alderBillsAgain() {
        alder().billing(true);
    }

    @Test
    void a_bill_that_does_not_come_costs_forty_pounds_and_becomes_an_issue_when_nobody_finds_it() {
        alder().billing(false);
        CaseKey key = supplyStarts(3, false);
        comesTo(key, "Wait for bill");
        passes(Duration.ofDays(43));

        does(key, "Chase final bill", chased("issue", ""), "anna");

        endsAs(key, "Not billed");
        assertThat(answers.of(key, "compensateBill")).containsEntry("outcome", "paid");
        assertThat(owedBy(key, "compensateBill")).isEqualTo(SUPPLIER);
        assertThat(answers.of(key, "compensateLate")).isEmpty();
    }

    @Test
    void a_switch_that_took_longer_than_five_working_days_costs_its_gaining_supplier_forty_pounds() {
        CaseKey key = supplyStarts(20, false);

        await().untilAsserted(
                        () -> assertThat(answers.of(key, "compensateLate")).containsEntry("outcome", "paid"));
        await().until(() -> !cases.isRunning(key));
        assertThat(owedBy(key, "compensateLate")).isEqualTo("SP-0002");
        assertThat(answers.of(key, "billSent")).containsEntry("outcome", "came");
    }

    @Test
    void a_date_that_the_consumer_had_chosen_is_not_late() {
        CaseKey key = supplyStarts(20, true);

        endsAs(key, "Billed");
        assertThat(answers.of(key, "compensateLate")).isEmpty();
    }

    @Test
    void a_refund_that_comes_late_costs_forty_pounds() {
        alder().billing(false);
        CaseKey key = supplyStarts(3, false);
        comesTo(key, "Wait for bill");
        assertThat(alder().sendFinalBill(key.caseId(), today(), new BigDecimal("25.50"))
                        .status())
                .isEqualTo(202);
        comesTo(key, "Wait for refund");
        passes(Duration.ofDays(21));
        await().untilAsserted(
                        () -> assertThat(answers.of(key, "compensateRefund")).containsEntry("outcome", "paid"));

        alder().refund(key.caseId(), today(), new BigDecimal("25.50"));

        endsAs(key, "Settled");
    }

    @Test
    void a_refund_that_never_comes_becomes_an_issue() {
        alder().billing(false);
        CaseKey key = supplyStarts(3, false);
        comesTo(key, "Wait for bill");
        passes(Duration.ofDays(43));
        does(key, "Chase final bill", chased("sent", "12.00"), "anna");
        comesTo(key, "Wait for refund");
        passes(Duration.ofDays(61));

        await().untilAsserted(
                        () -> assertThat(answers.of(key, "openRefundIssue")).containsEntry("outcome", "opened"));
    }

    @Test
    void what_is_owed_where_nobody_supplies_is_paid_by_nobody_and_is_not_lost() {
        CaseKey key = runs(DrawnBoxes.of("owedByNobody")
                .box("pay", "compensateConsumer", "meterPoint", "1300000000007", "reason", "Nobody came"));

        assertThat(answers.of(key, "pay")).containsEntry("outcome", "unpaid");
    }

    @Test
    void every_switch_has_its_bill_watched_from_the_day_supply_starts() {
        String switchId = isSwitchedToBirch();

        CaseKey key = new CaseKey("finalBill", switchId);
        endsAs(key, "Billed");
        assertThat(told(SwitchedHome.key(switchId))).contains("Final bill");
    }

    private SupplierDesk alder() {
        return town.desk(ALDER).orElseThrow();
    }

    private CaseKey supplyStarts(int daysAfterTheRequest, boolean dateChosen) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("switchId", "SW-BILL-" + ++switches);
        facts.put("meterPoint", mpxn);
        facts.put("losingSupplier", SUPPLIER);
        facts.put("gainingSupplier", "SP-0002");
        facts.put("requestedOn", today().minusDays(daysAfterTheRequest));
        facts.put("supplyStartDate", today());
        facts.put("domestic", true);
        facts.put("dateChosen", dateChosen);
        Begun begun = drawn.start("finalBill", "SW-BILL-" + switches, facts, Starter.program());
        assertThat(begun.wrong()).isEmpty();
        return begun.key();
    }

    private static Map<String, String> chased(String decision, String credit) {
        return Map.of("decision", decision, "credit", credit, "note", "They have looked for it");
    }
}
