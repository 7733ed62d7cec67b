package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.identifier.Eui64;
import org.meterflow.testing.FreshDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.event.TransactionalEventListener;

/** A thousand hubs on the line, and every meter asked several things at once. */
@SpringBootTest(
        classes = MeteringAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {MeteringAlone.NO_ENGINE, MeteringAlone.ONLY_ROUTE, "meterflow.metering.response-time=5m"})
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import(ManyMetersTest.Count.class)
class ManyMetersTest {

    private static final Logger log = LoggerFactory.getLogger(ManyMetersTest.class);
    private static final int HOMES = 1000;
    private static final int QUESTIONS = 3;

    static class Count {

        final AtomicInteger answered = new AtomicInteger();

        @TransactionalEventListener
        void on(MeterAnswered fact) {
            answered.incrementAndGet();
        }
    }

    @Autowired
    Meters meters;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    BeanFactory platform;

    @Autowired
    Count count;

    @Test
    void a_thousand_meters_answer_three_thousand_questions_each_at_the_first_attempt() {
        Map<Eui64, TestMeter> homes = new TestMarket(platform).newHomes(HOMES);
        List<TestHub> lines = new ArrayList<>();
        long start = System.nanoTime();
        homes.forEach((hub, meter) -> {
            TestHub line = TestHub.connect(headEnd.port(), hub, meter.id());
            line.answerWith(meter::firmware);
            lines.add(line);
        });
        log.info("{} hubs connected in {}", HOMES, since(start));

        List<String> references = new ArrayList<>();
        start = System.nanoTime();
        for (int i = 0; i < QUESTIONS; i++) {
            for (TestMeter meter : homes.values()) {
                String reference = UUID.randomUUID().toString();
                references.add(reference);
                meters.ask(new MeterCommand(
                        reference, meter.id(), new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofMinutes(10), 3));
            }
        }
        log.info("{} questions queued in {}", references.size(), since(start));
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> count.answered.get() >= references.size());
        log.info("{} answers told in {}", count.answered.get(), since(start));

        assertThat(count.answered).hasValue(references.size());
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                meters.find(reference).orElseThrow().attempts())
                        .isEqualTo(1));
        lines.forEach(TestHub::close);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
