package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.hub.HubWatch;
import org.meterflow.metering.hub.MessageStore;
import org.meterflow.metering.hub.PowerWatch;
import org.meterflow.outage.Outage;
import org.meterflow.outage.OutageGrew;
import org.meterflow.outage.OutageOpened;
import org.meterflow.outage.Outages;
import org.meterflow.registration.Energisation;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.FreshDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** The supply fails, in one home and in thousands. Each test has a town of its own. */
@SpringBootTest(
        classes = {MeteringAlone.class, StormTest.WithOutages.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            MeteringAlone.NO_ENGINE,
            MeteringAlone.ONLY_ROUTE,
            "meterflow.outages.look-every=200ms",
            "meterflow.outages.grew-every=1s",
            "meterflow.metering.hubs.admissions-per-second=2"
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import({Facts.class, OutageFacts.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StormTest {

    private static final Logger log = LoggerFactory.getLogger(StormTest.class);
    private static final int FEW = 20;
    private static final int STORM = Integer.getInteger("storm", 2000);

    @TestConfiguration
    @EnableScheduling
    @ComponentScan(basePackageClasses = {Outages.class, Registrations.class})
    @ConfigurationPropertiesScan(basePackageClasses = {Outages.class, Registrations.class})
    static class WithOutages {}

    @Autowired
    Outages outages;

    @Autowired
    OutageFacts heard;

    @Autowired
    Facts facts;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    PowerWatch power;

    @Autowired
    HubWatch hubs;

    @Autowired
    MessageStore messages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Registrations registrations;

    @Autowired
    Devices devices;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    BeanFactory platform;

    @Autowired
    Clock clock;

    private final List<TestHub> lines = new ArrayList<>();
    private TestMarket market;

    @BeforeAll
    void aMarket() {
        market = new TestMarket(platform);
    }

    @AfterEach
    void hangUp() {
        lines.forEach(TestHub::close);
        lines.clear();
    }

    private List<Eui64> homes(int count, String postcode) {
        return IntStream.range(0, count)
                .mapToObj(i -> market.newHubWithoutKeys(postcode))
                .toList();
    }

    private void lose(List<Eui64> homes, Instant since) throws InterruptedException {
        CountDownLatch stored = new CountDownLatch(homes.size());
        homes.forEach(hub -> power.lost(hub, since, stored::countDown));
        assertThat(stored.await(5, TimeUnit.MINUTES)).isTrue();
    }

    private void restore(List<Eui64> homes) {
        homes.forEach(hub -> transaction.executeWithoutResult(status -> hubs.connected(hub, List.of())));
    }

    private static void await(Runnable assertion) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(assertion::run);
    }

    @Test
    void a_few_homes_without_supply_are_no_outage() throws Exception {
        List<Eui64> homes = homes(FEW, "AA1 1AA");
        lose(homes, clock.instant());

        Thread.sleep(600);
        assertThat(heard.opened("AA1")).isEmpty();
        restore(homes);
    }

    @Test
    void homes_of_different_districts_are_no_common_outage() throws Exception {
        lose(homes(15, "AB1 1AA"), clock.instant());
        lose(homes(15, "AB2 1AA"), clock.instant());

        Thread.sleep(600);
        assertThat(heard.facts)
                .noneMatch(fact ->
                        fact.toString().contains("AB1") || fact.toString().contains("AB2"));
    }

    @Test
    void a_last_gasp_repeated_is_one_loss_and_one_that_says_no_time_is_refused() throws Exception {
        Eui64 hub = market.newHub("AC1 1AA");
        TestHub line = callUntilWelcomed(hub);
        line.lastGasp(Instant.parse("2026-11-01T10:00:00Z"));
        line.lastGasp(Instant.parse("2026-11-01T10:00:00Z"));
        await(() -> assertThat(losses(hub)).isEqualTo(1));

        line.send(TestHub.POWER_LOST, new byte[] {1, 2, 3});
        assertThat(line.refused()).isEqualTo("A time has 8 bytes, not 3");
        assertThat(losses(hub)).isEqualTo(1);
    }

    private int losses(Eui64 hub) {
        return jdbc.sql("select count(*) from supply_loss where hub = ? and restored_at is null")
                .param(hub.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void each_home_of_a_batch_is_where_its_hub_or_its_meter_point_is_and_else_nowhere() {
        Eui64 byHub = market.newHub("AH1 1AA");
        Eui64 byMeterPoint = market.newHub();
        Eui64 meter = market.newMeterWithoutKeys(byMeterPoint);
        market.newMeterWithoutKeys(byHub);
        Mpxn mpxn = new Mpxn("7999999901");
        registrations.addMeterPoint(new MeterPoint(
                mpxn,
                new Mpid("NETO"),
                null,
                "1 Far Lane",
                "AH2 1AA",
                null,
                Energisation.ENERGISED,
                null,
                null,
                false));
        devices.assignMeterPoint(meter, mpxn);
        Eui64 silent = market.newHub();
        market.newMeterWithoutKeys(silent);
        Eui64 unknown = TestMarket.freshName();
        List<Eui64> batch = List.of(silent, byMeterPoint, unknown, byHub);

        transaction.executeWithoutResult(status -> events.publishEvent(new HubsLostPower(
                batch.stream().map(hub -> new PowerLoss(hub, clock.instant())).toList(), clock.instant())));

        assertThat(batch).extracting(this::area).containsExactly("unknown", "AH2", "unknown", "AH1");
        restore(batch);
    }

    private String area(Eui64 hub) {
        return jdbc.sql("select area from supply_loss where hub = ?")
                .param(hub.value())
                .query(String.class)
                .single();
    }

    @Test
    void a_loss_in_the_hour_that_comes_twice_keeps_its_moment() throws Exception {
        Eui64 first = market.newHub("AG1 1AA");
        Eui64 second = market.newHub("AG1 1AA");
        Instant before = Instant.parse("2026-10-25T00:30:00Z");
        Instant after = Instant.parse("2026-10-25T01:30:00Z");
        TimeZone here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
        try {
            lose(List.of(first), before);
            lose(List.of(second), after);
        } finally {
            TimeZone.setDefault(here);
        }

        for (String notes : List.of("hub_power_loss", "supply_loss")) {
            assertThat(lostAt(notes, first)).as(notes).isEqualTo(before);
            assertThat(lostAt(notes, second)).as(notes).isEqualTo(after);
        }
        restore(List.of(first, second));
    }

    private Instant lostAt(String notes, Eui64 hub) {
        return Instant.ofEpochSecond(
                jdbc.sql("select extract(epoch from lost_at)::bigint from %s where hub = ?".formatted(notes))
                        .param(hub.value())
                        .query(Long.class)
                        .single());
    }

    @Test
    void a_storm_is_one_outage_that_grows_and_ends_when_nearly_all_have_supply_again() throws Exception {
        Instant since = clock.instant().minusSeconds(180);
        List<Eui64> town = homes(STORM, "ST9 1AA");
        long start = System.nanoTime();
        lose(town.subList(0, 100), since);
        await(() -> assertThat(heard.opened("ST9")).hasSize(1));
        lose(town.subList(100, STORM), since.plusSeconds(20));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        log.info("{} last gasps stored in {}", STORM, took);

        OutageOpened opened = heard.opened("ST9").get(0);
        assertThat(opened.startedAt()).isBetween(since.minusMillis(1), since.plusMillis(1));
        await(() ->
                assertThat(outages.find(opened.outage()).orElseThrow().hubs()).isEqualTo(STORM));
        await(() -> assertThat(heard.all(OutageGrew.class))
                .filteredOn(grew -> grew.outage() == opened.outage())
                .extracting(OutageGrew::hubs)
                .endsWith(STORM));
        assertToldOnceASecondAtMost(opened);

        restore(town.subList(0, STORM / 2));
        await(() -> assertThat(outages.find(opened.outage()).orElseThrow().restored())
                .isEqualTo(STORM / 2));
        assertThat(heard.restored("ST9")).isEmpty();
        transaction.executeWithoutResult(status -> restore(town.subList(STORM / 2, STORM - FEW)));
        await(() -> assertThat(heard.restored("ST9")).singleElement().satisfies(fact -> {
            assertThat(fact.hubs()).isEqualTo(STORM);
            assertThat(fact.restored()).isEqualTo(STORM - FEW);
        }));
        assertThat(outages.open()).extracting(Outage::area).doesNotContain("ST9");
    }

    private void assertToldOnceASecondAtMost(OutageOpened opened) {
        Instant told = opened.at();
        for (OutageGrew grew : heard.all(OutageGrew.class)) {
            if (grew.outage() == opened.outage()) {
                assertThat(Duration.between(told, grew.at())).isGreaterThanOrEqualTo(Duration.ofMillis(999));
                told = grew.at();
            }
        }
    }

    @Test
    void a_meter_that_tells_of_its_supply_ends_the_loss() throws Exception {
        Eui64 hub = market.newHub("AD1 1AA");
        TestMeter meter = market.newMeter(hub);
        lose(List.of(hub), clock.instant());
        assertThat(losses(hub)).isEqualTo(1);

        messages.keep(hub, restoredAlert(meter, 7, "8F35").encode(), () -> {});

        await(() -> assertThat(losses(hub)).isZero());
        assertThat(facts.alert(meter.id()).alertCode()).isEqualTo("8F35");
    }

    private static GbcsMessage restoredAlert(TestMeter meter, long counter, String code) {
        return meter.alert(
                TestMarket.USER,
                counter,
                0x1000,
                Octets.ofHex("0F2000000100020212" + code + "090C07EA0101FF0C0000008000FF"));
    }

    @Test
    void thousands_of_signed_alerts_are_verified_stored_and_told_once_each() {
        TestMeter meter = market.newMeter(market.newHub("AE1 1AA"));
        List<byte[]> storm = IntStream.range(0, STORM)
                .mapToObj(counter -> restoredAlert(meter, counter, "8F3F").encode())
                .toList();
        long start = System.nanoTime();
        Stream.concat(storm.stream(), storm.stream().limit(100))
                .forEach(message -> messages.keep(meter.id(), message, () -> {}));
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> facts.alerts(meter.id()).size() >= STORM);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        log.info("{} signed alerts verified, stored and told in {}", STORM, took);

        assertThat(facts.alerts(meter.id())).hasSize(STORM);
    }

    @Test
    void hubs_that_all_call_at_once_are_each_given_a_moment_of_their_own() throws Exception {
        List<Eui64> town =
                IntStream.range(0, 40).mapToObj(i -> market.newHub("AF1 1AA")).toList();
        town.forEach(hub -> keep(TestHub.dial(headEnd.port())));
        IntStream.range(0, town.size()).forEach(i -> lines.get(i).hello(town.get(i), town.get(i)));

        Map<Eui64, Duration> absences = new LinkedHashMap<>();
        for (int i = 0; i < town.size(); i++) {
            TestHub.Frame answer = lines.get(i).next();
            if (answer.type() == TestHub.LATER) {
                lines.get(i).awaitEnd();
                absences.put(town.get(i), TestHub.absence(answer));
            }
        }

        assertThat(absences.values()).as("those that are too many").isNotEmpty().doesNotHaveDuplicates();
        Eui64 next = Collections.min(absences.entrySet(), Map.Entry.comparingByValue())
                .getKey();
        Thread.sleep(absences.get(next).toMillis());
        assertThat(callUntilWelcomed(next).isOpen()).isTrue();
    }

    /** It calls again each time when it is told to. */
    private TestHub callUntilWelcomed(Eui64 hub) throws InterruptedException {
        for (int call = 0; call < 20; call++) {
            TestHub line = keep(TestHub.dial(headEnd.port()));
            line.hello(hub, hub);
            TestHub.Frame answer = line.next();
            if (answer.type() == TestHub.WELCOME) {
                return line;
            }
            Thread.sleep(TestHub.absence(answer).toMillis());
        }
        throw new AssertionError("Hub %s is told to call later again and again".formatted(hub));
    }

    private TestHub keep(TestHub line) {
        lines.add(line);
        return line;
    }
}
