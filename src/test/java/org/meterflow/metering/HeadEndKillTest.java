package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.gbcs.MeterRequest;
import org.meterflow.metering.gbcs.MeterRequest.OfService;
import org.meterflow.metering.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.metering.gbcs.RequestPart;
import org.meterflow.testing.FreshDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Bad times for a head-end: its nodes are killed, hubs lose their power, lines break, answers get lost or come late, for
 * {@code -Dkill.seconds} seconds, and commands of all kinds are asked all the while.
 */
@SpringBootTest(
        classes = MeteringAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            MeteringAlone.NO_ENGINE,
            MeteringAlone.ONLY_ROUTE,
            "meterflow.metering.readers=1",
            HeadEndKillTest.SERVICES,
            HeadEndKillTest.RESPONSE,
            HeadEndKillTest.LEAST_WAIT,
            HeadEndKillTest.RETRY,
            HeadEndKillTest.POLL,
            HeadEndKillTest.PATIENCE
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import(NodeProcess.class)
class HeadEndKillTest {

    static final String SERVICES = "meterflow.metering.services=classpath:metering/services.csv";
    static final String RESPONSE = "meterflow.metering.response-time=1s";
    static final String LEAST_WAIT = "meterflow.metering.least-wait=500ms";
    static final String RETRY = "meterflow.metering.retry-after=100ms";
    static final String POLL = "meterflow.metering.poll=200ms";
    static final String PATIENCE = "meterflow.metering.least-patience=1s";

    private static final Logger log = LoggerFactory.getLogger(HeadEndKillTest.class);
    private static final int HOMES = 10;
    private static final Duration SECONDS = Duration.ofSeconds(Integer.getInteger("kill.seconds", 10));
    private static final Duration IN_TIME = Duration.ofSeconds(20);

    @Autowired
    Meters meters;

    @Autowired
    BeanFactory platform;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    private final Random random = new Random();
    private final List<KillableNode> nodes = new CopyOnWriteArrayList<>();
    private final List<CountingHome> homes = new ArrayList<>();
    private final AtomicLong userCounter = new AtomicLong(1000);

    @AfterEach
    void endAll() {
        homes.forEach(CountingHome::end);
        nodes.forEach(KillableNode::kill);
    }

    @Test
    void every_command_ends_answered_or_with_its_reason_and_no_top_up_is_carried_out_twice() throws Exception {
        jdbc.sql("create table told (reference text, how text)").update();
        TestMarket market = new TestMarket(platform);
        for (Map.Entry<Eui64, TestMeter> home : market.newHomes(HOMES).entrySet()) {
            homes.add(new CountingHome(home.getKey(), home.getValue(), this::aNodeThatIsUp, random.nextLong()));
        }
        startNode(market);
        startNode(market);
        nodes.get(0).port();
        homes.forEach(CountingHome::start);

        List<String> references = badTimes(market);
        homes.forEach(CountingHome::calmDown);

        Awaitility.await("every command ends")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(unfinished()).isZero());
        log.info("{} commands ended: {}", references.size(), ends());
        assertThat(told()).containsExactlyInAnyOrderElementsOf(references);
        assertThat(jdbc.sql("select count(*) from meter_command where state <> 'ANSWERED' and reason is null")
                        .query(Integer.class)
                        .single())
                .as("commands without an answer that say no reason")
                .isZero();
        assertThat(carriedOutTwice()).as("top-ups carried out twice").isEmpty();
        assertThat(jdbc.sql("select count(*) from meter_command where state = 'ANSWERED' and reference like 'top-up %'")
                        .query(Integer.class)
                        .single())
                .as("top-ups that came through")
                .isPositive();
    }

    private List<String> badTimes(TestMarket market) throws InterruptedException {
        List<String> references = new ArrayList<>();
        long end = System.nanoTime() + SECONDS.toNanos();
        long nextKill = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        while (System.nanoTime() < end) {
            CountingHome home = homes.get(random.nextInt(HOMES));
            references.add(ask(home.meter().id()));
            int misfortune = random.nextInt(100);
            if (misfortune < 4) {
                home.breakLine();
            } else if (misfortune < 6) {
                home.goAway(Duration.ofMillis(500 + random.nextInt(3000)));
            } else if (misfortune < 7) {
                cancelOne(references);
            }
            if (System.nanoTime() > nextKill && nodes.stream().allMatch(KillableNode::isListening)) {
                nodes.remove(random.nextInt(nodes.size())).kill();
                startNode(market);
                nextKill = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            }
            Thread.sleep(60);
        }
        return references;
    }

    /** A withdrawn command ends without a word to anyone. */
    private void cancelOne(List<String> references) {
        String unlucky = references.get(references.size() - 1);
        meters.cancel(unlucky);
        if (meters.find(unlucky).orElseThrow().stage() == CommandState.Stage.CANCELLED) {
            references.remove(unlucky);
        }
    }

    private String ask(Eui64 meter) {
        int kind = random.nextInt(4);
        String reference = (kind < 2 ? "top-up " : "read ") + UUID.randomUUID();
        long counter = kind < 2 ? userCounter.incrementAndGet() << 32 : userCounter.incrementAndGet();
        OnBehalfOf originator = switch (kind) {
            case 0 -> new OnBehalfOf.UnknownUser(TestMarket.USER, counter);
            case 1, 2 -> new OnBehalfOf.KnownUser(TestMarket.USER, counter);
            default -> OnBehalfOf.dcc();
        };
        MeterRequest request = kind < 2
                ? new OfService("2.2", RequestPart.of("TopUpDevice", RequestPart.text("UTRN", "12345678901234567890")))
                : new ReadFirmwareVersion();
        meters.ask(new MeterCommand(reference, meter, request, originator, IN_TIME, 5));
        return reference;
    }

    private int aNodeThatIsUp() {
        List<KillableNode> up = nodes.stream().filter(KillableNode::isListening).toList();
        return up.isEmpty() ? 0 : up.get(random.nextInt(up.size())).port();
    }

    private void startNode(TestMarket market) {
        nodes.add(KillableNode.start(
                String.valueOf(environment.getProperty("spring.datasource.url")),
                market.folder.path(),
                "--" + SERVICES,
                "--" + RESPONSE,
                "--" + LEAST_WAIT,
                "--" + RETRY,
                "--" + POLL,
                "--" + PATIENCE));
    }

    private int unfinished() {
        return jdbc.sql("select count(*) from meter_command where state in ('QUEUED', 'SENT', 'CHECKING')")
                .query(Integer.class)
                .single();
    }

    private List<String> told() {
        return jdbc.sql("select reference from told").query(String.class).list();
    }

    private Map<String, Long> ends() {
        return jdbc.sql("""
                        select split_part(reference, ' ', 1) || ' ' || state || coalesce(': ' || reason, '')
                        from meter_command where state_read_for is null
                        """).query(String.class).list().stream()
                .collect(Collectors.groupingBy(end -> end, Collectors.counting()));
    }

    /** A top-up's attempts are its counters; the meter has at most one of them. */
    private List<String> carriedOutTwice() {
        List<String> twice = new ArrayList<>();
        for (CountingHome home : homes) {
            Map<String, Long> times = home.topUps().stream()
                    .map(counter -> jdbc.sql("""
                                    select distinct c.reference from meter_attempt a join meter_command c on c.id = a.command
                                    where a.device = ? and a.counter = ? and a.message_code = ?
                                    """)
                            .params(home.meter().id().value(), counter, CountingHome.TOP_UP)
                            .query(String.class)
                            .single())
                    .collect(Collectors.groupingBy(reference -> reference, Collectors.counting()));
            times.forEach((reference, count) -> {
                if (count > 1) {
                    twice.add(reference);
                }
            });
        }
        return twice;
    }
}
