package org.meterflow.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that protect people's supply: each row, each boundary, and what nobody has answered. */
class SafetyTablesTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private static final Map<String, Object> FIT_HOME = Map.ofEntries(
            Map.entry("involuntary", true),
            Map.entry("debtDisputed", "no"),
            Map.entry("breathingSpace", "no"),
            Map.entry("allOccupantsOver75Unsupported", "no"),
            Map.entry("childUnder2", "no"),
            Map.entry("poweredMedicalNeed", "no"),
            Map.entry("severeIllness", "no"),
            Map.entry("cannotTopUp", "no"),
            Map.entry("hoursSinceHub", 1),
            Map.entry("hoursSinceGasMeter", 2),
            Map.entry("workingDisplay", "yes"),
            Map.entry("meterAccessible", "yes"),
            Map.entry("prepaymentDefect", "no"),
            Map.entry("anybodyOver75", "no"),
            Map.entry("childUnder6", "no"),
            Map.entry("seriousCondition", "no"),
            Map.entry("otherSeriousIllness", "no"),
            Map.entry("temporarySituation", "no"),
            Map.entry("debt", new BigDecimal("200")),
            Map.entry("debtMonths", 4),
            Map.entry("contacts", 10),
            Map.entry("welfareVisit", true));

    private static final Map<String, Object> SUMMER_DEBT = Map.ofEntries(
            Map.entry("actionReason", "DEBT"),
            Map.entry("registrationFresh", true),
            Map.entry("amountDisputed", "no"),
            Map.entry("medicalNeed", "no"),
            Map.entry("prioritySupply", "no"),
            Map.entry("childUnder6", "no"),
            Map.entry("today", LocalDate.of(2026, 7, 1)),
            Map.entry("pensionersOnly", "no"),
            Map.entry("pensioner", "no"),
            Map.entry("disabled", "no"),
            Map.entry("chronicallyIll", "no"),
            Map.entry("alternativesExhausted", "yes"),
            Map.entry("occupancyVerified", "yes"),
            Map.entry("debtDays", 28),
            Map.entry("prepaymentOffered", "yes"));

    @Test
    void a_resident_of_77_with_a_carer_is_assessed_and_one_who_is_alone_is_protected() {
        assertThat(safety("anybodyOver75", "yes")).isEqualTo("ASSESS");
        Map<String, Object> alone = with(FIT_HOME, "anybodyOver75", "yes");
        alone.put("allOccupantsOver75Unsupported", "yes");
        assertThat(decide("prepayment-safety", "prepaymentSafety", alone)).containsEntry("safety", "PROHIBIT");
    }

    @ParameterizedTest
    @CsvSource({
        "debtDisputed,                  PROHIBIT,      ASSESS",
        "breathingSpace,                PROHIBIT,      ASSESS",
        "allOccupantsOver75Unsupported, PROHIBIT,      REFER_TO_ADVISER",
        "childUnder2,                   PROHIBIT,      REFER_TO_ADVISER",
        "poweredMedicalNeed,            PROHIBIT,      REFER_TO_ADVISER",
        "severeIllness,                 PROHIBIT,      REFER_TO_ADVISER",
        "cannotTopUp,                   PROHIBIT,      REFER_TO_ADVISER",
        "prepaymentDefect,              PROHIBIT_TECH, PROHIBIT_TECH",
        "anybodyOver75,                 ASSESS,        PROCEED_WITH_ADVICE",
        "childUnder6,                   ASSESS,        PROCEED_WITH_ADVICE",
        "seriousCondition,              ASSESS,        PROCEED_WITH_ADVICE",
        "otherSeriousIllness,           ASSESS,        PROCEED_WITH_ADVICE",
        "temporarySituation,            ASSESS,        PROCEED_WITH_ADVICE"
    })
    void whatever_speaks_against_prepayment_counts_when_it_is_so_when_it_is_unknown_and_when_nobody_asked(
            String question, String forced, String wished) {
        for (String answer : new String[] {"yes", "unknown", null}) {
            assertThat(safety(question, answer)).as(question + " " + answer).isEqualTo(forced);
            Map<String, Object> asked = with(FIT_HOME, question, answer);
            asked.put("involuntary", false);
            assertThat(decide("prepayment-safety", "prepaymentSafety", asked))
                    .as(question + " " + answer)
                    .containsEntry("safety", wished);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hoursSinceHub,      24, PROCEED_TO_APPROVAL",
        "hoursSinceHub,      25, PROHIBIT_TECH",
        "hoursSinceHub,        , PROHIBIT_TECH",
        "hoursSinceGasMeter, 48, PROCEED_TO_APPROVAL",
        "hoursSinceGasMeter, 49, PROHIBIT_TECH",
        "debt,              199, NOT_READY",
        "debt,              200, PROCEED_TO_APPROVAL",
        "debt,                 , NOT_READY",
        "debtMonths,          3, NOT_READY",
        "debtMonths,          4, PROCEED_TO_APPROVAL",
        "debtMonths,           , NOT_READY",
        "contacts,            9, NOT_READY",
        "contacts,           10, PROCEED_TO_APPROVAL",
        "contacts,             , NOT_READY"
    })
    void the_numbers_of_the_prepayment_table_hold_at_their_boundaries(
            String number, @Nullable Integer value, String safety) {
        assertThat(safety(number, value)).isEqualTo(safety);
    }

    @ParameterizedTest
    @ValueSource(strings = {"workingDisplay", "meterAccessible"})
    void devices_that_nobody_has_looked_at_are_not_ready(String question) {
        assertThat(safety(question, "no")).isEqualTo("PROHIBIT_TECH");
        assertThat(safety(question, "unknown")).isEqualTo("PROHIBIT_TECH");
    }

    @Test
    void a_home_of_electricity_alone_and_a_wish_with_nothing_against_it_go_on() {
        assertThat(safety("hoursSinceGasMeter", null)).isEqualTo("PROCEED_TO_APPROVAL");
        assertThat(safety("welfareVisit", false)).isEqualTo("NOT_READY");
        assertThat(safety("involuntary", false)).isEqualTo("PROCEED");
    }

    @Test
    void nothing_known_at_all_protects_the_home() {
        assertThat(decide("prepayment-safety", "prepaymentSafety", Map.of("involuntary", true)))
                .containsEntry("safety", "PROHIBIT");
        assertThat(decide("disconnection", "disconnection", Map.of("actionReason", "DEBT")))
                .containsEntry("ruling", "DENY");
    }

    @ParameterizedTest
    @CsvSource({
        "amountDisputed,    yes, DENY",
        "amountDisputed,    ,    DENY",
        "medicalNeed,       yes, DENY",
        "prioritySupply,    unknown, DENY",
        "childUnder6,       yes, DENY",
        "occupancyVerified, no,  VISIT",
        "occupancyVerified, unknown, VISIT",
        "prepaymentOffered, no,  OFFER_PREPAYMENT",
        "pensionersOnly,    yes, APPROVAL",
        "disabled,          yes, APPROVAL",
        "actionReason,      VACANT, APPROVAL",
        "actionReason,      EMERGENCY, ALLOW_IMMEDIATE",
        "actionReason,      SAFETY, ALLOW_IMMEDIATE"
    })
    void what_stands_against_cutting_off_a_home_in_summer(String question, @Nullable String answer, String ruling) {
        assertThat(ruling(SUMMER_DEBT, question, answer)).isEqualTo(ruling);
    }

    @ParameterizedTest
    @CsvSource({"2026-09-30, APPROVAL", "2026-10-01, DENY", "2027-03-31, DENY", "2027-04-01, APPROVAL"})
    void winter_protects_pensioners_from_October_to_March(LocalDate day, String ruling) {
        Map<String, Object> home = with(SUMMER_DEBT, "pensionersOnly", "yes");
        assertThat(ruling(home, "today", day)).isEqualTo(ruling);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pensioner", "disabled", "chronicallyIll"})
    void in_winter_everything_has_to_be_tried_for_who_is_in_need(String question) {
        Map<String, Object> winter = with(SUMMER_DEBT, "today", LocalDate.of(2027, 1, 10));
        winter.put(question, "yes");
        assertThat(ruling(winter, "alternativesExhausted", "yes")).isEqualTo("APPROVAL");
        assertThat(ruling(winter, "alternativesExhausted", "unknown")).isEqualTo("DENY");
    }

    @Test
    void a_stale_registration_feed_blocks_cutting_off_but_not_making_safe() {
        assertThat(ruling(SUMMER_DEBT, "registrationFresh", false)).isEqualTo("DENY");
        assertThat(ruling(with(SUMMER_DEBT, "registrationFresh", false), "actionReason", "SAFETY"))
                .isEqualTo("ALLOW_IMMEDIATE");
    }

    @ParameterizedTest
    @CsvSource({"27, DENY", "28, APPROVAL", "29, APPROVAL", ", DENY"})
    void a_bill_has_to_be_due_for_28_days(@Nullable Integer days, String ruling) {
        assertThat(ruling(SUMMER_DEBT, "debtDays", days)).isEqualTo(ruling);
    }

    @ParameterizedTest
    @CsvSource({
        "GAS_SMELL,     false, false, 1,  1,  true,  EMERGENCY",
        "NO_POWER,      true,  false, 1,  1,  false, WAIT_FOR_OUTAGE",
        "NO_POWER,      false, true,  1,  1,  false, WAIT_FOR_INCIDENT",
        "TAMPER,        false, false, 1,  1,  true,  SECURITY",
        "OFF_SUPPLY,    false, false, 1,  1,  true,  RESTORE_SUPPLY",
        "METER_ERROR,   false, false, 1,  1,  true,  EXCHANGE",
        "NO_READS,      false, false, 25, 1,  false, VISIT",
        "NO_READS,      false, false, 24, 49, true,  VISIT",
        "NO_READS,      false, false, 24, 48, true,  PERSON_PLANS",
        "JOIN_FAILED,   false, false, 1,  1,  true,  REMOTE_FIX",
        "CLOCK,         false, false, 1,  1,  true,  REMOTE_FIX",
        "BLANK_DISPLAY, false, false, 1,  1,  true,  REMOTE_FIX",
        "NO_READS,      false, false, 1,  1,  false, VISIT",
        "OTHER,         false, false, 1,  1,  true,  PERSON_PLANS"
    })
    void what_a_fault_is_and_what_is_done_about_it(
            String symptom, boolean outage, boolean incident, int hub, int gas, boolean answered, String remedy) {
        assertThat(decide(
                        "fault-triage",
                        "faultTriage",
                        Map.of(
                                "symptom", symptom,
                                "areaOutage", outage,
                                "areaIncident", incident,
                                "hoursSinceHub", hub,
                                "hoursSinceGasMeter", gas,
                                "meterAnswered", answered)))
                .containsEntry("remedy", remedy);
    }

    private static Object safety(String question, @Nullable Object answer) {
        return decide("prepayment-safety", "prepaymentSafety", with(FIT_HOME, question, answer))
                .get("safety");
    }

    private static Object ruling(Map<String, Object> home, String question, @Nullable Object answer) {
        return decide("disconnection", "disconnection", with(home, question, answer))
                .get("ruling");
    }

    private static Map<String, Object> with(Map<String, Object> home, String question, @Nullable Object answer) {
        Map<String, Object> changed = new HashMap<>(home);
        changed.put(question, answer);
        return changed;
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
