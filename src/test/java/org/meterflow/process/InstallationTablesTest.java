package org.meterflow.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of an installation: each row, each boundary, and what nobody knows. */
class InstallationTablesTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "false, ,      ,           ,     ,       DECLINE",
        ",      true,  ,           High, ,       DECLINE",
        "true,  ,      ,           ,     ,       DECLINE",
        "true,  false, 21,         High, ,       LEAVE",
        "true,  false, 90,         High, ,       LEAVE",
        "true,  false, 91,         High, ,       DECLINE",
        "true,  false, ,           High, ,       DECLINE",
        "true,  true,  ,           High, Aerial, FIT_WITH_EQUIPMENT",
        "true,  true,  ,           Low,  ,       FIT_WITH_AERIAL",
        "true,  true,  ,           Low,  Aerial, FIT_WITH_EQUIPMENT",
        "true,  true,  ,           High, ,       FIT",
        "true,  true,  ,           ,     ,       FIT"
    })
    void whether_a_hub_is_fitted(
            @Nullable Boolean known,
            @Nullable Boolean available,
            @Nullable Integer days,
            @Nullable String likelihood,
            @Nullable String equipment,
            String plan) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("coverageKnown", known);
        facts.put("coverageAvailable", available);
        facts.put("daysUntilCoverage", days);
        facts.put("likelihood", likelihood);
        facts.put("auxiliaryEquipment", equipment);
        assertThat(decide("wan-coverage", "wanCoverage", facts)).containsEntry("plan", plan);
    }

    @ParameterizedTest
    @CsvSource({
        "flat,     false, DUAL",
        "highRise, false, DUAL",
        "house,    true,  DUAL",
        "house,    false, SINGLE",
        "house,    ,      DUAL",
        ",         false, DUAL"
    })
    void which_hub_is_fitted(@Nullable String premises, @Nullable Boolean far, String band) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("premises", premises);
        facts.put("farMeter", far);
        facts.put("region", "Central");
        assertThat(decide("hub-choice", "hubChoice", facts))
                .containsEntry("band", band)
                .containsEntry("hub", "Central, " + (band.equals("DUAL") ? "two bands" : "one band"));
    }

    @ParameterizedTest
    @CsvSource({
        "yes, no,  no,  VISIT",
        "no,  yes, no,  VISIT",
        "no,  no,  yes, VISIT",
        "no,  no,  no,  ACCEPT",
        "unknown, unknown, unknown, ACCEPT",
        ",    ,    ,    ACCEPT"
    })
    void what_is_done_about_a_hub_that_is_long_without_coverage(
            @Nullable String aerial, @Nullable String hub, @Nullable String network, String remedy) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("aerial", aerial);
        facts.put("otherHub", hub);
        facts.put("otherNetwork", network);
        assertThat(decide("long-without-coverage", "longWithoutCoverage", facts))
                .containsEntry("remedy", remedy);
    }

    private static Map<String, Object> decide(String file, String decision, Map<String, Object> facts) {
        try (var table = Files.newInputStream(Path.of("bpmn", file + ".dmn"))) {
            return ENGINE.evaluateDecisionTable(ENGINE.parseDecision(decision, table), facts)
                    .getFirstResult()
                    .getEntryMap();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
