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
    @CsvSource({"PT30S,under 1m", "PT12M,12m", "PT93M,1h 33m", "PT47H59M,47h 59m", "PT48H,2 days"})
    void a_span_of_time_is_said_as_people_say_it(Duration span, String words) {
        assertThat(moments.span(span)).isEqualTo(words);
        assertThat(moments.ago(NOW.minus(span))).isEqualTo(words + " ago");
        assertThat(moments.left(NOW.minus(span))).isEqualTo(words + " overdue");
        assertThat(moments.left(NOW.plus(span))).isEqualTo(words + " left");
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
                "1200000000123;1200000000123"
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
                .isEqualTo("ground: DEBT · debt age days: 45 · gate closes at: Tue 24 Nov 2026, 17:00 GMT");
        assertThat(words.detail("Objection[ground=DEBT, evidence=Bills; a=b, reminders]"))
                .isEqualTo("ground: DEBT · evidence: Bills; a=b, reminders");
        assertThat(words.detail("{keysReplaced=true}")).isEqualTo("keys replaced: true");
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
        assertThat(words.kind("intermediateCatchEvent")).isEqualTo("intermediate catch event");
    }
}
