package org.meterflow.process.issueresolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of D-ISSUE, and what lies next to each. */
class IssueSeverityTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "LIMITED,  ONE,     false, SAFETY,        1",
        "CRITICAL, ONE,     false, NONE,          1",
        "SERIOUS,  ONE,     true,  NONE,          1",
        "LIMITED,  ONE,     true,  NONE,          2",
        "SERIOUS,  MANY,    false, NONE,          2",
        "SERIOUS,  SEVERAL, false, NONE,          3",
        "LIMITED,  MANY,    false, LOSS,          2",
        "LIMITED,  SEVERAL, false, LOSS,          3",
        "SERIOUS,  ONE,     false, INCONVENIENCE, 3",
        "LIMITED,  ONE,     false, LOSS,          3",
        "LIMITED,  MANY,    false, INCONVENIENCE, 3",
        "LIMITED,  SEVERAL, false, INCONVENIENCE, 4",
        "LIMITED,  ONE,     false, NONE,          4"
    })
    void how_severe_an_issue_is(String impact, String spread, boolean security, String consumerHarm, int severity) {
        var table = ENGINE.parseDecision(
                "issueSeverity", IssueSeverityTest.class.getResourceAsStream("/bpmn/issue-severity.dmn"));
        assertThat(ENGINE.evaluateDecisionTable(
                                table,
                                Map.of(
                                        "impact", impact,
                                        "spread", spread,
                                        "security", security,
                                        "consumerHarm", consumerHarm))
                        .getSingleResult()
                        .getEntryMap())
                .containsEntry("severity", severity)
                .containsKey("reason");
    }
}
