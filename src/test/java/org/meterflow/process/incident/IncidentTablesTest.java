package org.meterflow.process.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of D-INC and of the table of teams, and the boundaries between them. */
class IncidentTablesTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "100001, 0,   0,   0,  false, 0, 1",
        "100000, 0,   0,   0,  false, 0, 1",
        "99999,  0,   0,   0,  false, 0, 2",
        "0,      0,   0,   0,  false, 1, 1",
        "0,      0,   0,   0,  false, 2, 5",
        "0,      0,   5.1, 0,  false, 0, 1",
        "0,      0,   5,   0,  false, 0, 1",
        "0,      0,   4.9, 0,  false, 0, 5",
        "10000,  0,   0,   0,  false, 0, 2",
        "9999,   0,   0,   0,  false, 0, 3",
        "0,      100, 0,   0,  false, 0, 2",
        "0,      99,  0,   0,  false, 0, 5",
        "0,      0,   0,   31, false, 0, 2",
        "0,      0,   0,   30, false, 0, 5",
        "500,    0,   0,   0,  false, 0, 3",
        "499,    0,   0,   0,  false, 0, 4",
        "0,      0,   0,   0,  true,  0, 3",
        "2,      0,   0,   0,  false, 0, 4",
        "1,      0,   0,   0,  false, 0, 5",
        "0,      0,   0,   0,  false, 0, 5"
    })
    void how_grave_an_incident_is(
            int consumers,
            int prepayOffSupply,
            double topUpsFailing,
            int switchingDown,
            boolean userStopped,
            int securitySeverity,
            int category) {
        assertThat(decide(
                        "incident-category",
                        "incidentCategory",
                        Map.of(
                                "consumers", consumers,
                                "prepayOffSupply", prepayOffSupply,
                                "topUpsFailing", topUpsFailing,
                                "switchingDown", switchingDown,
                                "userStopped", userStopped,
                                "securitySeverity", securitySeverity)))
                .containsEntry("category", category)
                .containsKey("reason");
    }

    @ParameterizedTest
    @CsvSource({
        "1, true,  dcc-security",
        "5, true,  dcc-security",
        "1, false, dcc-toc",
        "3, false, dcc-toc",
        "4, false, operations",
        "5, false, operations"
    })
    void which_team_takes_an_incident_on(int category, boolean security, String team) {
        assertThat(decide("incident-team", "incidentTeam", Map.of("category", category, "security", security)))
                .containsEntry("team", team);
    }

    private static Map<String, Object> decide(String file, String key, Map<String, Object> inputs) {
        var table = ENGINE.parseDecision(key, IncidentTablesTest.class.getResourceAsStream("/bpmn/" + file + ".dmn"));
        return ENGINE.evaluateDecisionTable(table, inputs).getSingleResult().getEntryMap();
    }
}
