package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
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
    private static final MeterRequest READ = new ReadFirmwareVersion();
    private static final MeterRequest TOP_UP =
            new OfService("2.2", RequestPart.of("TopUpDevice", RequestPart.text("UTRN", "12345678901234567890")));
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
    private PreCommands preCommands;

    @AfterEach
    void endAll() {
        homes.forEach(CountingHome::end);
        nodes.forEach(KillableNode::kill);
    }

    @Test
    void every_command_ends_answered_or_with_its_reason_and_nothing_that_moves_money_is_carried_out_twice()
            throws Exception {
        jdbc.sql("drop table if exists told; create table told (reference text, how text)")
                .update();
        TestMarket market = new TestMarket(platform);
        for (Map.Entry<Eui64, TestMeter> home : market.newHomes(HOMES).entrySet()) {
            homes.add(new CountingHome(home.getKey(), home.getValue(), this::aNodeThatIsUp, random.nextLong()));
        }
        preCommands = new PreCommands(meters, market);
        startNode(market);
        startNode(market);
        nodes.get(0).port();
        homes.forEach(CountingHome::start);

        List<String> references = badTimes(market);
        homes.forEach(CountingHome::calmDown);

        Awaitility.await("every command ends")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(unfinished()).isZero());
        log.info("{} commands ended: {}", references.size(), ends());
        assertThat(told()).containsExactlyInAnyOrderElementsOf(references);
        assertThat(jdbc.sql("select count(*) from meter_command where state <> 'ANSWERED' and reason is null")
                        .query(Integer.class)
                        .single())
                .as("commands without an answer that say no reason")
                .isZero();
        assertThat(carriedOutTwice()).as("carried out twice").isEmpty();
        for (String kind : List.of("top-up", "balance", "debt")) {
            assertThat(ends().get(kind + " ANSWERED"))
                    .as("commands of kind %s that came through", kind)
                    .isNotNull();
        }
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
        long counter = userCounter.incrementAndGet();
        return switch (random.nextInt(6)) {
            case 0 -> ask("top-up", meter, TOP_UP, new OnBehalfOf.UnknownUser(TestMarket.USER, counter << 32));
            case 1 -> ask("top-up", meter, TOP_UP, new OnBehalfOf.KnownUser(TestMarket.USER, counter << 32));
            case 2 -> ask("balance", meter, "1.5", PreCommands.ADJUST_BALANCE, counter);
            case 3 -> ask("debt", meter, "2.3", PreCommands.UPDATE_DEBT, counter);
            case 4 -> ask("read", meter, READ, new OnBehalfOf.KnownUser(TestMarket.USER, counter));
            default -> ask("read", meter, READ, OnBehalfOf.dcc());
        };
    }

    private String ask(String kind, Eui64 meter, String variant, RequestPart body, long counter) {
        MeterRequest signed = preCommands.signed(meter, counter, variant, body);
        return ask(kind, meter, signed, new OnBehalfOf.KnownUser(TestMarket.USER, counter));
    }

    private String ask(String kind, Eui64 meter, MeterRequest request, OnBehalfOf originator) {
        String reference = kind + " " + UUID.randomUUID();
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

    /** A command's attempts are its counters; its meter has carried out at most one of them. */
    private List<String> carriedOutTwice() {
        List<String> twice = new ArrayList<>();
        for (CountingHome home : homes) {
            Map<String, Long> times = home.carriedOut().stream()
                    .flatMap(done -> moneyMoved(home.meter().id(), done).stream())
                    .collect(Collectors.groupingBy(reference -> reference, Collectors.counting()));
            times.forEach((reference, count) -> {
                if (count > 1) {
                    twice.add(reference);
                }
            });
        }
        return twice;
    }

    private Optional<String> moneyMoved(Eui64 meter, CountingHome.CarriedOut done) {
        return jdbc.sql("""
                        select distinct c.reference from meter_attempt a join meter_command c on c.id = a.command
                        where a.device = ? and a.counter = ? and a.message_code = ? and c.state_read_for is null
                          and split_part(c.reference, ' ', 1) <> 'read'
                        """)
                .params(meter.value(), done.counter(), done.messageCode())
                .query(String.class)
                .optional();
    }
}
