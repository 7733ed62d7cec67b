package org.meterflow.metering;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.meterflow.identifier.Eui64;
import org.meterflow.gbcs.Octets;
import org.meterflow.metering.hub.MessageStore;
import org.meterflow.metering.hub.PowerWatch;
import org.meterflow.outage.Outages;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.FreshDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;

/** A storm: 20,000 hubs lose their power and say so, and 20,000 signed alerts come, each verified, stored and told. */
public final class StormBenchmark {

    private static final int STORM = Integer.getInteger("bench.storm", 20_000);
    private static final String DISTRICT = "ST9 1AA";

    @Configuration
    @EnableScheduling
    @ComponentScan(basePackageClasses = {Outages.class, Registrations.class})
    @ConfigurationPropertiesScan(basePackageClasses = {Outages.class, Registrations.class})
    static class WithOutages {}

    /** How many alerts have been told. */
    static class Told {

        final AtomicInteger alerts = new AtomicInteger();

        @EventListener
        void on(MeterAlerted alert) {
            alerts.incrementAndGet();
        }
    }

    private final ApplicationContext platform;
    private final TestMarket market;

    private StormBenchmark(ApplicationContext platform) {
        this.platform = platform;
        this.market = new TestMarket(platform);
    }

    public static void main(String[] arguments) throws Exception {
        try (var platform = new SpringApplicationBuilder(MeteringAlone.class, WithOutages.class, Told.class)
                .web(WebApplicationType.NONE)
                .profiles("test")
                .run(
                        "--" + MeteringAlone.NO_ENGINE,
                        "--" + MeteringAlone.ONLY_ROUTE,
                        "--spring.datasource.url=" + FreshDatabase.create())) {
            StormBenchmark storm = new StormBenchmark(platform);
            storm.lastGasps();
            storm.alerts();
        }
        System.exit(0);
    }

    private void lastGasps() throws InterruptedException {
        List<Eui64> town = new ArrayList<>();
        for (int i = 0; i < STORM; i++) {
            town.add(market.newHubWithoutKeys(DISTRICT));
        }
        PowerWatch power = platform.getBean(PowerWatch.class);
        Outages outages = platform.getBean(Outages.class);
        Instant since = Instant.now();
        CountDownLatch stored = new CountDownLatch(STORM);
        long start = System.nanoTime();
        town.forEach(hub -> power.lost(hub, since, stored::countDown));
        stored.await();
        tell("last gasps stored", start);
        while (outages.open().stream().mapToInt(outage -> outage.hubs()).sum() < STORM) {
            Thread.sleep(50);
        }
        tell("last gasps in one outage", start);
        System.out.printf("outages: %d%n", outages.open().size());
    }

    private void alerts() throws InterruptedException {
        TestMeter meter = market.newMeter(market.newHub(DISTRICT));
        List<byte[]> messages = new ArrayList<>();
        for (int counter = 1; counter <= STORM; counter++) {
            messages.add(meter.alert(
                            TestMarket.USER,
                            counter,
                            0x1000,
                            Octets.ofHex("0F20000001000202128F3F090C07EA0101FF0C0000008000FF"))
                    .encode());
        }
        MessageStore store = platform.getBean(MessageStore.class);
        Told told = platform.getBean(Told.class);
        long start = System.nanoTime();
        messages.forEach(message -> store.keep(meter.id(), message, () -> {}));
        while (told.alerts.get() < STORM) {
            Thread.sleep(50);
        }
        tell("signed alerts verified, stored and told", start);
    }

    private static void tell(String what, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%-45s%8d in %6.1f s%10.0f per second%n", what, STORM, took.toMillis() / 1e3, STORM / (took.toMillis() / 1e3));
    }
}
