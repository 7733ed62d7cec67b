package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the switch's decision tables, and the boundaries between them. */
class DecisionTablesTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "true,  false, ERRONEOUS_TRANSFER,  0,      0,  true,  OBJECT",
        "true,  false, CONSUMER_REQUEST,    0,      0,  true,  OBJECT",
        "false, false, CONTRACT,            0,      0,  false, OBJECT",
        "true,  false, CONTRACT,            0,      0,  false, NO_OBJECTION",
        "true,  true,  DEBT,                499.99, 90, false, ASSIGN_DEBT",
        "true,  true,  DEBT,                500,    90, false, ASSIGN_DEBT",
        "true,  true,  DEBT,                500.01, 90, false, NO_OBJECTION",
        "true,  false, DEBT,                180,    90, true,  NO_OBJECTION",
        "true,  false, DEBT,                180,    28, false, NO_OBJECTION",
        "true,  false, DEBT,                180,    29, false, OBJECT",
        "true,  false, DEBT,                0,      29, false, NO_OBJECTION",
        "true,  true,  DEBT,                0,      29, false, NO_OBJECTION",
        "false, false, DEBT,                180,    29, true,  OBJECT",
        "false, false, DEBT,                180,    28, true,  NO_OBJECTION",
        "true,  false, RELATED_METER_POINT, 0,      0,  false, NO_OBJECTION"
    })
    void what_the_ground_of_an_objection_allows(
            boolean domestic,
            boolean prepayment,
            String ground,
            double debt,
            int debtAgeDays,
            boolean vulnerable,
            String proposal) {
        assertThat(decide(
                        "objection",
                        "objection",
                        Map.of(
                                "domestic", domestic,
                                "prepayment", prepayment,
                                "ground", ground,
                                "debt", debt,
                                "debtAgeDays", debtAgeDays,
                                "vulnerable", vulnerable)))
                .containsEntry("proposal", proposal);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  false, DEBT,     180, 28, The debt is not older than 28 days",
        "false, false, DEBT,     180, 28, The debt is not older than 28 days",
        "true,  false, DEBT,     0,   90, No debt is named",
        "true,  true,  DEBT,     501, 90, Prepayment debt of more than £500 neither goes with the consumer nor holds the switch back",
        "true,  false, CONTRACT, 0,   0,  The ground does not allow an objection"
    })
    void why_an_objection_does_not_hold_a_switch_back(
            boolean domestic, boolean prepayment, String ground, double debt, int debtAgeDays, String reason) {
        assertThat(decide(
                        "objection",
                        "objection",
                        Map.of(
                                "domestic", domestic,
                                "prepayment", prepayment,
                                "ground", ground,
                                "debt", debt,
                                "debtAgeDays", debtAgeDays,
                                "vulnerable", false)))
                .containsEntry("reason", reason);
    }

    @ParameterizedTest
    @CsvSource({
        "false, NONE,                       NONE,   false, NO_METER",
        "true,  DECOMMISSIONED,             SMETS2, false, NO_METER",
        "true,  WITHDRAWN,                  SMETS2, false, NO_METER",
        "true,  COMMISSIONED,               SMETS1, true,  REVIEW",
        "true,  SUSPENDED,                  SMETS2, true,  REVIEW",
        "true,  INSTALLED_NOT_COMMISSIONED, SMETS2, true,  REVIEW",
        "true,  COMMISSIONED,               SMETS2, false, REVIEW",
        "true,  COMMISSIONED,               SMETS2, true,  READY"
    })
    void whether_a_meter_can_change_hands(
            boolean meterKnown, String status, String generation, boolean firmwareRead, String readiness) {
        assertThat(decide(
                        "change-of-supplier-readiness",
                        "changeOfSupplierReadiness",
                        Map.of(
                                "meterKnown", meterKnown,
                                "status", status,
                                "generation", generation,
                                "firmwareRead", firmwareRead)))
                .containsEntry("readiness", readiness);
    }

    private static Map<String, Object> decide(String file, String key, Map<String, Object> inputs) {
        DmnDecision decision =
                ENGINE.parseDecision(key, DecisionTablesTest.class.getResourceAsStream("/bpmn/" + file + ".dmn"));
        return ENGINE.evaluateDecisionTable(decision, inputs).getSingleResult().getEntryMap();
    }
}
