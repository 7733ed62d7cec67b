package org.meterflow.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.meterflow.Meterflow;
import org.meterflow.database.FreePort;
import org.meterflow.demo.DemoMarket;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Fuel;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Supply;
import org.meterflow.messages.ApiClients;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * How soon a till has its token, at 25 payments each second over HTTP, while registers are read beside it. A payment's time
 * begins when it was due, whether or not the one before it had been answered.
 */
public final class TopUpBenchmark {

    private static final int HOMES = 1000;
    private static final int EACH_SECOND = Integer.getInteger("bench.payments", 25);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int WARMING_UP = 10;
    private static final int READS_EACH_SECOND = 20;
    private static final Duration TO_METERS = Duration.ofMinutes(10);

    private final ConfigurableApplicationContext platform;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String key;
    private final URI address;
    private final List<Supply> prepaid;
    private final List<Supply> others;

    private TopUpBenchmark(ConfigurableApplicationContext platform) {
        this.platform = platform;
        this.key = platform.getBean(ApiClients.class)
                .create("PP-0001", "bench", Set.of("payment-provider"), "the benchmark")
                .key();
        int port =
                ((ServletWebServerApplicationContext) platform).getWebServer().getPort();
        this.address = URI.create("http://localhost:" + port + "/api/top-ups");
        this.prepaid = supplies(Market.PaymentMode.PREPAYMENT);
        this.others = supplies(Market.PaymentMode.CREDIT);
    }

    private List<Supply> supplies(Market.PaymentMode mode) {
        List<Supply> found = new ArrayList<>(platform.getBean(DemoMarket.class).market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.mpxn().fuel() == Fuel.ELECTRICITY && supply.payment() == mode)
                .toList());
        Collections.shuffle(found, new Random(1));
        return found;
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-");
        int hubs = FreePort.find();
        try (ConfigurableApplicationContext platform = new SpringApplicationBuilder(Meterflow.class)
                .profiles("demo")
                .run(
                        "--server.port=0",
                        "--meterflow.data=" + data,
                        "--meterflow.demo.extra-homes=" + HOMES,
                        "--meterflow.metering.port=" + hubs,
                        "--meterflow.simulator.head-end=localhost:" + hubs,
                        "--meterflow.gateway.port=0",
                        "--meterflow.smki.port=0")) {
            new TopUpBenchmark(platform).run();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private void run() throws Exception {
        hubsAreThere();
        ScheduledExecutorService reads = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger read = new AtomicInteger();
        reads.scheduleAtFixedRate(
                () -> read(read.getAndIncrement()), 0, 1_000_000 / READS_EACH_SECOND, TimeUnit.MICROSECONDS);
        try {
            payFor(WARMING_UP, "WARM");
            platform.getBean(JdbcClient.class).sql("analyze").update();
            printTokens(payFor(SECONDS, "BENCH"));
            toMeters();
            printMeters(read.get());
        } finally {
            reads.shutdownNow();
        }
    }

    private void hubsAreThere() {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> count("select count(*) from hub_connection") > HOMES);
    }

    private void read(int number) {
        platform.getBean(Meters.class)
                .ask(new MeterCommand(
                        "bench-read-" + number,
                        others.get(number % others.size()).meter(),
                        new MeterRequest.ReadImportRegisters(),
                        OnBehalfOf.dcc(),
                        Duration.ofMinutes(5),
                        3));
    }

    /** @return milliseconds from when each was due to its token */
    private List<Double> payFor(int seconds, String name) throws InterruptedException {
        List<CompletableFuture<Double>> answers = new ArrayList<>();
        long start = System.nanoTime();
        for (int number = 0; number < seconds * EACH_SECOND; number++) {
            long due = start + number * 1_000_000_000L / EACH_SECOND;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            answers.add(pay(name + number, prepaid.get(number % prepaid.size()), due));
        }
        return answers.stream().map(CompletableFuture::join).sorted().toList();
    }

    private CompletableFuture<Double> pay(String reference, Supply supply, long due) {
        String body = """
                {"paymentReference": "%s", "mpxn": "%s", "amount": 5.00, "channel": "SHOP"}""".formatted(
                reference, supply.mpxn());
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() != 201 || !answer.body().contains("\"utrn\"")) {
                throw new IllegalStateException("No token: " + answer.statusCode() + " " + answer.body());
            }
            return (System.nanoTime() - due) / 1e6;
        });
    }

    private void toMeters() {
        Awaitility.await()
                .atMost(TO_METERS)
                .until(() -> count("select count(*) from top_up where state <> 'ON_METER'") == 0);
    }

    private long count(String sql) {
        return platform.getBean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private double seconds(double share) {
        return platform.getBean(JdbcClient.class)
                .sql("select percentile_cont(?) within group (order by extract(epoch from settled_at - asked_at))"
                        + " from meter_command where reference like 'PP-0001:BENCH%:2.2'")
                .param(share)
                .query(Double.class)
                .single();
    }

    private static void printTokens(List<Double> milliseconds) {
        System.out.printf(
                Locale.ROOT,
                "%n%-52s%10s%10s%10s%10s%n",
                EACH_SECOND + " payments a second for " + SECONDS + " s",
                "median",
                "p95",
                "p99",
                "max");
        System.out.printf(
                Locale.ROOT,
                "%-52s%10.1f%10.1f%10.1f%10.1f%n",
                "payment to token, ms",
                at(milliseconds, 0.5),
                at(milliseconds, 0.95),
                at(milliseconds, 0.99),
                at(milliseconds, 1));
    }

    private void printMeters(int reads) {
        System.out.printf(
                Locale.ROOT,
                "%-52s%10.1f%10.1f%10.1f%10.1f%n",
                "command to the meter's answer, s",
                seconds(0.5),
                seconds(0.95),
                seconds(0.99),
                seconds(1));
        System.out.printf(
                Locale.ROOT,
                "every token on its meter; beside them %d registers read, %d a second; %s processors, load average %.1f%n",
                reads,
                READS_EACH_SECOND,
                Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
    }
}
