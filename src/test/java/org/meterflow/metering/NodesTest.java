package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.identifier.Eui64;
import org.meterflow.testing.FreshDatabase;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** Several nodes share the database; the test's own asks, the others hold the hubs and die at any moment. */
@SpringBootTest(
        classes = MeteringAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {MeteringAlone.NO_ENGINE, MeteringAlone.ONLY_ROUTE, "meterflow.metering.readers=1"})
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import(NodeProcess.class)
class NodesTest {

    private static final int HOMES = 12;
    private static final int QUESTIONS = 20;

    @Autowired
    Meters meters;

    @Autowired
    BeanFactory platform;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    private final List<KillableNode> nodes = new CopyOnWriteArrayList<>();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final Map<Eui64, List<GbcsMessage>> heard = new ConcurrentHashMap<>();
    private volatile boolean over;

    @AfterEach
    void endAll() {
        over = true;
        nodes.forEach(KillableNode::kill);
    }

    @Test
    void nodes_that_are_killed_lose_no_question_tell_no_answer_twice_and_use_no_counter_twice() throws Exception {
        jdbc.sql("drop table if exists told; create table told (reference text, how text)")
                .update();
        TestMarket market = new TestMarket(platform);
        List<TestMeter> homes = new ArrayList<>();
        for (int i = 0; i < HOMES; i++) {
            homes.add(market.newMeter(market.newHub()));
        }
        KillableNode first = start(market.folder.path());
        start(market.folder.path());
        homes.forEach(this::live);

        List<String> references = new ArrayList<>();
        for (int round = 0; round < QUESTIONS; round++) {
            for (TestMeter home : homes) {
                String reference = UUID.randomUUID().toString();
                references.add(reference);
                meters.ask(new MeterCommand(
                        reference,
                        home.id(),
                        new ReadFirmwareVersion(),
                        OnBehalfOf.dcc(),
                        Duration.ofMinutes(30),
                        1000));
            }
        }
        kill(first);
        KillableNode third = start(market.folder.path());
        kill(third);

        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(told()).hasSizeGreaterThanOrEqualTo(references.size()));
        assertThat(told()).containsExactlyInAnyOrderElementsOf(references);
        homes.forEach(home -> assertThat(heard.get(home.id()))
                .as("the counters a meter heard, without repetitions")
                .extracting(GbcsMessage::originatorCounter)
                .doesNotHaveDuplicates()
                .isSorted());
    }

    private List<String> told() {
        return jdbc.sql("select reference from told where how = 'ANSWERED'")
                .query(String.class)
                .list();
    }

    /** Kills it some time after it has begun to send. */
    private void kill(KillableNode node) throws InterruptedException {
        Thread.sleep(new Random().nextInt(1500));
        int port = ports.get(nodes.indexOf(node));
        node.kill();
        ports.set(nodes.indexOf(node), -port);
    }

    private KillableNode start(Path keys) {
        KillableNode node = KillableNode.start(
                String.valueOf(environment.getProperty("spring.datasource.url")),
                keys,
                "--meterflow.metering.poll=200ms",
                "--meterflow.metering.response-time=2s",
                "--meterflow.metering.least-wait=1s",
                "--meterflow.metering.retry-after=100ms");
        nodes.add(node);
        ports.add(node.port());
        return node;
    }

    /** A home: its hub dials whichever node is up, its meter answers whatever it is asked. */
    private void live(TestMeter home) {
        heard.put(home.id(), new CopyOnWriteArrayList<>());
        Eui64 hub = Eui64.of(jdbc.sql("select hub from device where id = ?")
                .param(home.id().value())
                .query(String.class)
                .single());
        Thread thread = new Thread(() -> {
            while (!over) {
                try (TestHub line = TestHub.connect(aliveNode(), hub, home.id())) {
                    serve(line, home);
                } catch (RuntimeException | AssertionError lineBroke) {
                    pause();
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(TestHub line, TestMeter home) {
        while (line.isOpen() && !over) {
            GbcsMessage command = line.commandWithin(Duration.ofMillis(100));
            if (command != null) {
                heard.get(home.id()).add(command);
                pause();
                line.send(home.firmware(command));
            }
        }
    }

    private int aliveNode() {
        List<Integer> alive = ports.stream().filter(port -> port > 0).toList();
        return alive.get(new Random().nextInt(alive.size()));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
