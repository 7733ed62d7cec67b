package org.meterflow.process.topup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterflow.process.topup.PaidTopUp.Finding;

/** Every row of the table that says what becomes of a payment whose token a meter did not take. */
class TopUpRefusalTableTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "USED_BEFORE,    false, ON_METER, on the meter already",
        "USED_BEFORE,    true,  ON_METER, on the meter already",
        "WRONG_SUPPLIER, false, REFUND,   the supplier that serves the home now",
        "MAX_BALANCE,    false, REFUND,   would hold more than it may",
        "MAX_CREDIT,     true,  REFUND,   more than the meter takes at once",
        "CREDIT_MODE,    false, REFUND,   in credit mode",
        "UNKNOWN,        true,  PERSON,   entered by hand meanwhile",
        "UNKNOWN,        false, PERSON,   No rule says",
        "NOT_AUTHENTIC,  false, PERSON,   No rule says",
        "PERHAPS_TAKEN,  false, PERSON,   No rule says",
        "NOT_ALLOWED,    false, PERSON,   No rule says"
    })
    void what_is_found_decides_who_has_the_money(String finding, boolean byHand, String outcome, String reason)
            throws IOException {
        assertThat(decide(finding, byHand)).containsEntry("outcome", outcome);
        assertThat(decide(finding, byHand).get("reason").toString()).contains(reason);
    }

    @ParameterizedTest
    @EnumSource(Finding.class)
    void there_is_a_rule_for_everything_that_can_be_found(Finding finding) throws IOException {
        assertThat(decide(finding.name(), false).get("outcome")).isIn("ON_METER", "REFUND", "PERSON");
    }

    private static Map<String, Object> decide(String finding, boolean byHand) throws IOException {
        try (InputStream table = Files.newInputStream(Path.of("bpmn/top-up-refusal.dmn"))) {
            return ENGINE.evaluateDecisionTable(
                            ENGINE.parseDecision("topUpRefusal", table),
                            Map.of("finding", finding, "enteredByHand", byHand))
                    .getSingleResult()
                    .getEntryMap();
        }
    }
}
