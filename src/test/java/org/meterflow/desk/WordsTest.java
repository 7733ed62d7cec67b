package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-07-01T11:00:00Z");

    private final Moments moments = new Moments(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Words words = new Words(moments, new ObjectMapper());

    @ParameterizedTest
    @CsvSource({
        "PT30S,less than a minute,less than a minute",
        "PT1M,1 minute,1 minute",
        "PT12M,12 minutes,12 minutes",
        "PT60M,1 hour,1 hour",
        "PT93M,1 hour 33 minutes,2 hours",
        "PT23H40M,23 hours 40 minutes,1 day",
        "PT47H56M,1 day 23 hours,2 days",
        "PT48H,2 days,2 days"
    })
    void what_is_left_is_told_exactly_and_what_is_past_to_the_nearest(Duration span, String exactly, String about) {
        assertThat(moments.span(span)).isEqualTo(exactly);
        assertThat(moments.left(NOW.minus(span))).isEqualTo(exactly + " overdue");
        assertThat(moments.left(NOW.plus(span))).isEqualTo(exactly + " left");
        assertThat(moments.ago(NOW.minus(span))).isEqualTo(about + " ago");
        assertThat(moments.ago(NOW.plusSeconds(1).plus(span))).isEqualTo("in " + about);
    }

    @Test
    void summer_times_are_londons() {
        assertThat(moments.full(NOW)).isEqualTo("Wed 1 Jul 2026, 12:00 BST");
        assertThat(words.withLondonTimes("Gate closure, until 2026-11-24T17:00:00Z"))
                .isEqualTo("Gate closure, until Tue 24 Nov 2026, 17:00 GMT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "true;Yes",
                "false;No",
                "2026-11-27;Fri 27 Nov 2026",
                "It is the registered supplier on 2026-11-27;It is the registered supplier on Fri 27 Nov 2026",
                "2026-11-24T17:00:00Z;Tue 24 Nov 2026, 17:00 GMT",
                "2026-13-01;2026-13-01",
                "SW-2026-11-27-A;SW-2026-11-27-A",
                "1200000000123;1200000000123",
                "OBJECT: Debt is older than 28 days;The objection stands: Debt is older than 28 days",
                "ERRONEOUS_TRANSFER;Erroneous transfer",
                "NEWC;NEWC",
                "interventionInvited;Intervention invited",
                "iPhone;iPhone",
                "NO_METER;No meter to hand over"
            })
    void a_fact_of_a_case_is_said_as_people_say_it(String fact, String said) {
        assertThat(words.fact(fact)).isEqualTo(said);
    }

    @Test
    void what_is_due_within_half_an_hour_is_urgent_and_afterwards_overdue() {
        assertThat(moments.urgency(NOW.plusSeconds(1800))).isEqualTo("fine");
        assertThat(moments.urgency(NOW.plusSeconds(1799))).isEqualTo("soon");
        assertThat(moments.urgency(NOW.minusSeconds(1))).isEqualTo("overdue");
    }

    @Test
    void the_content_of_a_message_is_read_as_a_list_of_its_fields() {
        assertThat(words.detail("{\"ground\":\"DEBT\",\"debtAgeDays\":45,\"gateClosesAt\":\"2026-11-24T17:00:00Z\"}"))
                .isEqualTo("Ground: Debt · Debt age days: 45 · Gate closes at: Tue 24 Nov 2026, 17:00 GMT");
        assertThat(words.detail("Objection[ground=DEBT, evidence=Bills; a=b, reminders]"))
                .isEqualTo("Ground: Debt · Evidence: Bills; a=b, reminders");
        assertThat(words.detail("{keysReplaced=true}")).isEqualTo("Keys replaced: Yes");
        assertThat(words.detail("{}")).isEmpty();
    }

    @Test
    void a_fact_of_a_case_is_named_in_words_whoever_named_it() {
        assertThat(words.label("Meter point")).isEqualTo("Meter point");
        assertThat(words.label("firmwareVersion")).isEqualTo("Firmware version");
        assertThat(words.label("From 2026-11-24T17:00:00Z")).isEqualTo("From Tue 24 Nov 2026, 17:00 GMT");
    }

    @Test
    void a_sentence_stays_a_sentence() {
        assertThat(words.detail("Debt is older than 28 days")).isEqualTo("Debt is older than 28 days");
        assertThat(words.detail("{not json")).isEqualTo("{not json");
    }

    @Test
    void a_failure_is_told_without_the_programs_own_words() {
        assertThat(words.reason("org.camunda.bpm.engine.ProcessEngineException: no such step"))
                .isEqualTo("no such step");
        assertThat(words.reason("The road is closed")).isEqualTo("The road is closed");
    }

    @Test
    void names_of_the_program_are_told_in_words() {
        assertThat(words.kind("intermediateCatchEvent")).isEqualTo("intermediate catch event");
        assertThat(words.kind("IN_USE")).isEqualTo("in use");
        assertThat(words.step("intermediateTimer")).isEqualTo("Wait for a time");
        assertThat(words.step("transaction")).isEqualTo("Transaction");
        assertThat(words.message("switchConfirmed")).isEqualTo("Switch confirmed");
        assertThat(words.message("4.1.1")).isEqualTo("4.1.1");
        assertThat(words.hint("nearest: switchId 4711, yours 4712")).isEqualTo("nearest: switch id 4711, yours 4712");
    }
}
