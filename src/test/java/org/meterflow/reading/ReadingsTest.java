package org.meterflow.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.ClockMoved;
import org.meterflow.calendar.DemoClock;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.NamedValue;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.MeterUnreachable;
import org.meterflow.metering.Meters;
import org.meterflow.party.Parties;
import org.meterflow.testing.FreshDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** Each test has a meter of its own, whose answers come as the head-end tells them. */
@SpringBootTest(
        classes = ReadingsTest.Alone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "camunda.bpm.enabled=false",
            "camel.main.routes-include-pattern=classpath:integrations/meters.camel.yaml"
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import(ReadingsTest.Heard.class)
class ReadingsTest {

    private static final int DAILY_READS = 0x33;
    private static final int HALF_HOURS = 0x37;
    private static final AtomicInteger METERS = new AtomicInteger();

    @EnableAutoConfiguration
    @ComponentScan(basePackageClasses = {Readings.class, Meters.class, Devices.class, Parties.class, ClockMoved.class})
    @ConfigurationPropertiesScan(
            basePackageClasses = {Readings.class, Meters.class, Devices.class, Parties.class, ClockMoved.class})
    static class Alone {}

    static class Heard {

        final List<ReadingsStored> facts = new CopyOnWriteArrayList<>();

        @EventListener
        void on(ReadingsStored fact) {
            facts.add(fact);
        }
    }

    @Autowired
    Readings readings;

    @Autowired
    Backfill backfill;

    @Autowired
    ReadingPartitions partitions;

    @Autowired
    Meters meters;

    @Autowired
    Heard heard;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private Eui64 meter;
    private Instant today;

    @BeforeEach
    void aMeter() {
        meter = Eui64.of(ByteBuffer.allocate(8)
                .putInt(0x00DB5678)
                .putInt(METERS.incrementAndGet())
                .array());
        today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        heard.facts.clear();
    }

    private Instant daysAgo(int days) {
        return today.minus(Duration.ofDays(days));
    }

    private MeterAnswer.DailyRead read(int daysAgo, String register) {
        return new MeterAnswer.DailyRead(
                daysAgo(daysAgo), new BigDecimal(register), List.of(BigDecimal.ZERO, new BigDecimal("1.5")), List.of());
    }

    private void answer(String reference, MeterAnswer answer, int code) {
        byte[] message = new GbcsMessage(
                        GbcsMessage.Kind.RESPONSE, 1, meter, meter, null, code, null, Octets.NONE, Octets.NONE, null)
                .encode();
        events.publishEvent(new MeterAnswered(reference, meter, answer, message, clock.instant()));
    }

    private void answer(MeterAnswer.DailyRead... reads) {
        answer(UUID.randomUUID().toString(), new MeterAnswer.DailyReadLog(Arrays.asList(reads)), DAILY_READS);
    }

    private List<Reading> imports() {
        return readings.of(meter, ReadingLog.DAILY_READS, daysAgo(500), today.plus(Duration.ofDays(500))).stream()
                .filter(reading -> reading.register().equals("Import"))
                .toList();
    }

    @Test
    void the_daily_log_of_a_meter_outside_gbcs_is_stored_and_its_other_answers_are_not() {
        byte[] accessResponse = Octets.ofHex("DA2000000100000101060000000100").bytes();
        MeterAnswer register = new MeterAnswer.DailyReadLog(List.of(read(1, "100")));

        events.publishEvent(
                new MeterAnswered(UUID.randomUUID().toString(), meter, register, accessResponse, clock.instant()));

        events.publishEvent(new MeterAnswered(
                UUID.randomUUID().toString(),
                meter,
                new MeterAnswer.Values(List.of()),
                accessResponse,
                clock.instant()));

        assertThat(imports())
                .extracting(Reading::at, Reading::value, Reading::unit)
                .containsExactly(tuple(daysAgo(1), new BigDecimal("100"), "kWh"));
    }

    @Test
    void a_log_that_comes_twice_is_stored_once() {
        answer(read(2, "100.1"), read(1, "101.2"));
        answer(read(2, "100.1"), read(1, "101.2"));

        assertThat(imports())
                .extracting(Reading::at, Reading::value, Reading::unit, Reading::previous)
                .containsExactly(
                        tuple(daysAgo(2), new BigDecimal("100.1"), "kWh", null),
                        tuple(daysAgo(1), new BigDecimal("101.2"), "kWh", null));
        assertThat(heard.facts).singleElement().satisfies(fact -> {
            assertThat(fact.fresh()).isEqualTo(4);
            assertThat(fact.from()).isEqualTo(daysAgo(2));
            assertThat(fact.to()).isEqualTo(daysAgo(1));
        });
        assertThat(readings.last(meter, ReadingLog.DAILY_READS)).contains(daysAgo(1));
    }

    @Test
    void a_value_that_is_corrected_keeps_what_was_said_before() {
        answer(read(1, "100"));
        answer(read(1, "90"));

        assertThat(imports()).singleElement().satisfies(reading -> {
            assertThat(reading.value()).isEqualByComparingTo("90");
            assertThat(reading.previous()).isEqualByComparingTo("100");
        });
        assertThat(heard.facts)
                .last()
                .satisfies(fact -> assertThat(fact.corrected()).isEqualTo(1));
    }

    @Test
    void what_is_encrypted_for_a_user_and_what_failed_is_not_stored() {
        answer("for a user", null, DAILY_READS);
        answer("failed", new MeterAnswer.Failed(2, 0, "object unavailable"), DAILY_READS);

        assertThat(imports()).isEmpty();
        assertThat(heard.facts).isEmpty();
    }

    @Test
    void half_hours_come_as_named_values_and_rows_without_a_time_are_passed_over() {
        Instant at = daysAgo(1);
        NamedValue log = NamedValue.group(
                "Half-hour import",
                List.of(
                        halfHour(at.toString(), "120"),
                        halfHour("not set", "7"),
                        halfHour(at.plusSeconds(1800).toString(), "80")));
        answer(
                "half hours",
                new MeterAnswer.Values(List.of(new MeterAnswer.Values.Item(0, "success", log))),
                HALF_HOURS);

        assertThat(readings.of(meter, ReadingLog.HALF_HOURLY_IMPORT, daysAgo(2), today))
                .extracting(
                        Reading::at,
                        Reading::register,
                        reading -> reading.value().intValue(),
                        Reading::unit)
                .containsExactly(tuple(at, "Import", 120, "Wh"), tuple(at.plusSeconds(1800), "Import", 80, "Wh"));
    }

    private static NamedValue halfHour(String at, String value) {
        return NamedValue.group("1", List.of(NamedValue.of("Time", at), NamedValue.of("Import", value, "Wh")));
    }

    @Test
    void a_missing_period_is_asked_for_behind_everything_else_and_filled() {
        answer(read(9, "100"), read(5, "104"), read(4, "105"));
        assertThat(readings.gaps(meter, ReadingLog.DAILY_READS))
                .containsExactly(new Gap(daysAgo(8), daysAgo(6), false, null));

        backfill.ask();
        backfill.ask();
        String reference = backfilled();
        assertThat(meters.find(reference).orElseThrow().stage()).isEqualTo(CommandState.Stage.QUEUED);
        assertThat(jdbc.sql("select request ->> 'from' from meter_command where reference = ?")
                        .param(reference)
                        .query(String.class)
                        .single())
                .isEqualTo(daysAgo(8).toString());
        assertThat(jdbc.sql("select priority from meter_command where reference = ?")
                        .param(reference)
                        .query(Integer.class)
                        .single())
                .as("after every read somebody waits for")
                .isEqualTo(7);

        answer(
                reference,
                new MeterAnswer.DailyReadLog(List.of(read(8, "101"), read(7, "102"), read(6, "103"))),
                DAILY_READS);
        assertThat(readings.gaps(meter, ReadingLog.DAILY_READS)).isEmpty();
        assertThat(imports()).hasSize(6);
    }

    @Test
    void a_long_gap_in_half_hours_is_asked_for_in_parts_that_fit_into_a_message() {
        answer(
                "the ends",
                halfHours(
                        halfHour(daysAgo(200).toString(), "1"),
                        halfHour(daysAgo(1).toString(), "2")));
        Instant first = daysAgo(200).plusSeconds(1800);

        assertThat(readings.gaps(meter, ReadingLog.HALF_HOURLY_IMPORT))
                .extracting(Gap::from, Gap::to)
                .containsExactly(
                        tuple(first, first.plus(Duration.ofDays(90)).minusSeconds(1800)),
                        tuple(
                                first.plus(Duration.ofDays(90)),
                                first.plus(Duration.ofDays(180)).minusSeconds(1800)),
                        tuple(first.plus(Duration.ofDays(180)), daysAgo(1).minusSeconds(1800)));
        backfill.ask();
        assertThat(jdbc.sql("select count(*) from meter_command where device = ?")
                        .param(meter.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void a_period_that_the_meter_refuses_to_tell_is_asked_for_again() {
        answer(read(9, "100"), read(7, "104"));
        backfill.ask();
        answer(backfilled(), new MeterAnswer.Failed(250, 0, "other reason"), DAILY_READS);

        assertThat(readings.gaps(meter, ReadingLog.DAILY_READS))
                .containsExactly(new Gap(daysAgo(8), daysAgo(8), false, "The meter refused it"));
    }

    private void answer(String reference, MeterAnswer halfHours) {
        answer(reference, halfHours, HALF_HOURS);
    }

    private static MeterAnswer halfHours(NamedValue... rows) {
        return new MeterAnswer.Values(List.of(
                new MeterAnswer.Values.Item(0, "success", NamedValue.group("Half-hour import", List.of(rows)))));
    }

    /** Its one question so far. */
    private String backfilled() {
        return jdbc.sql("select reference from meter_command where device = ?")
                .param(meter.value())
                .query(String.class)
                .single();
    }

    @Test
    void a_period_the_meter_does_not_have_is_asked_for_once_and_one_that_stays_unanswered_three_times() {
        answer(read(9, "100"), read(7, "104"));
        backfill.ask();
        answer(backfilled(), new MeterAnswer.DailyReadLog(List.of()), DAILY_READS);
        answer(read(9, "100.5"));
        backfill.ask();
        backfilled();
        assertThat(readings.gaps(meter, ReadingLog.DAILY_READS))
                .containsExactly(new Gap(daysAgo(8), daysAgo(8), true, "the meter has nothing of this period"));

        aMeter();
        answer(read(9, "100"), read(7, "104"));
        for (int ask = 1; ask <= 3; ask++) {
            backfill.ask();
            String reference = jdbc.sql("select reference from meter_command where device = ? order by id desc limit 1")
                    .param(meter.value())
                    .query(String.class)
                    .single();
            assertThat(reference).endsWith("/" + ask);
            meters.cancel(reference);
            events.publishEvent(new MeterUnreachable(reference, meter, "No answer to 3 attempts", clock.instant()));
            backfill.ask();
            ((DemoClock) clock).advance(Duration.ofHours(25));
        }
        backfill.ask();
        assertThat(readings.gaps(meter, ReadingLog.DAILY_READS))
                .extracting(Gap::givenUp, Gap::remark)
                .containsExactly(tuple(true, "No answer to 3 attempts"));
        assertThat(jdbc.sql("select count(*) from meter_command where device = ?")
                        .param(meter.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void what_is_older_than_the_meters_log_is_no_gap() {
        answer(read(60, "100"), read(40, "104"));

        assertThat(readings.gaps(meter, ReadingLog.DAILY_READS)).isEmpty();
    }

    @Test
    void months_are_ready_before_they_begin_and_rows_that_came_too_early_move_into_theirs() {
        partitions.makeReady();
        assertThat(partitionOf(read(1, "1"))).isEqualTo(name(daysAgo(1)));
        assertThat(partitionOf(read(-70 - 31, "3"))).isEqualTo("reading_other");
        Instant early = daysAgo(-70 - 31);

        ((DemoClock) clock).advance(Duration.ofDays(80));
        partitions.makeReady();
        partitions.makeReady();

        assertThat(partitionAt(early)).isEqualTo(name(early));
    }

    private String partitionOf(MeterAnswer.DailyRead read) {
        answer(read);
        return partitionAt(read.at());
    }

    private String partitionAt(Instant at) {
        return jdbc.sql("select tableoid::regclass::text from reading where device = ? and at = ? limit 1")
                .params(meter.value(), java.sql.Timestamp.from(at))
                .query(String.class)
                .single();
    }

    private static String name(Instant at) {
        YearMonth month = YearMonth.from(at.atZone(ZoneOffset.UTC));
        return "reading_%d_%02d".formatted(month.getYear(), month.getMonthValue());
    }
}
