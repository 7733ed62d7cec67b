package org.meterflow.metering;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.party.CertificateFolders;
import org.meterflow.party.DccKeys;
import org.meterflow.simulator.FleetInSteps;
import org.meterflow.testing.ClassPath;
import org.meterflow.testing.FreshDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Whether a command costs the same however many hubs are connected, and what a connected hub weighs. The simulated
 * fleet is a program of its own, so the heap is the platform's alone.
 */
public final class HeadEndBenchmark {

    private static final List<Integer> STEPS = Stream.of(
                    System.getProperty("bench.hubs", "1,1000,10000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int COMMANDS = Integer.getInteger("bench.commands", 3_000);
    private static final int COMPARED_WITH = 1_000;
    private static final int THREADS = 4;
    private static final Duration NO_ANSWER_FOR = Duration.ofMinutes(2);

    /** What has become of the commands. */
    static class Told {

        final AtomicInteger answered = new AtomicInteger();
        volatile @Nullable String unreachable;

        @TransactionalEventListener
        void on(MeterAnswered answer) {
            answered.incrementAndGet();
        }

        @EventListener
        void on(MeterUnreachable silent) {
            unreachable = silent.toString();
        }
    }

    private record Step(
            int hubs, double connecting, @Nullable Long heapForHub, double firstRate, double rate) {}

    private final ApplicationContext platform;
    private final Meters meters;
    private final Told told;
    private final Path folder;
    private final List<Eui64> asked = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int rounds;

    private HeadEndBenchmark(ApplicationContext platform, Path folder) {
        this.platform = platform;
        this.meters = platform.getBean(Meters.class);
        this.told = platform.getBean(Told.class);
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-hubs-");
        try (var platform = new SpringApplicationBuilder(MeteringAlone.class, Told.class)
                .web(WebApplicationType.NONE)
                .profiles("test")
                .run(
                        "--" + MeteringAlone.NO_ENGINE,
                        "--" + MeteringAlone.ONLY_ROUTE,
                        "--logging.level.root=warn",
                        "--meterflow.data=" + folder,
                        "--meterflow.metering.hubs.admissions-per-second=5000",
                        "--spring.datasource.url=" + FreshDatabase.create())) {
            new HeadEndBenchmark(platform, folder).run();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        Process fleet = fleet(makeHomes(Collections.max(STEPS)));
        try (BufferedReader says = fleet.inputReader(StandardCharsets.US_ASCII);
                PrintStream tell = new PrintStream(fleet.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            int before = 0;
            for (int hubs : STEPS) {
                steps.add(step(hubs, hubs - before, tell, says));
                before = hubs;
            }
        } finally {
            fleet.destroyForcibly().waitFor();
        }
        print();
    }

    /** A hub and a meter in each line of the file. */
    private Path makeHomes(int count) throws IOException {
        long start = System.nanoTime();
        TestMarket market = new TestMarket(platform);
        List<String> lines = new ArrayList<>();
        List<Eui64> hubs = new ArrayList<>();
        platform.getBean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            for (int i = 0; i < count; i++) {
                Eui64 hub = market.newHubWithoutKeys();
                hubs.add(hub);
                Eui64 meter = market.newMeterWithoutKeys(hub);
                asked.add(meter);
                lines.add(hub.value() + " " + meter.value());
            }
        });
        KeyFolder keys = new KeyFolder(Files.createDirectory(folder.resolve("devices")));
        asked.parallelStream().forEach(meter -> keys.device(meter, false));
        hubs.parallelStream().forEach(hub -> keys.device(hub, true));
        platform.getBean(CertificateFolders.class).load(keys.path());
        FileSystemUtils.copyRecursively(market.folder.path(), folder.resolve("organisations"));
        FileSystemUtils.deleteRecursively(market.folder.path());
        platform.getBean(JdbcClient.class).sql("analyze").update();
        System.out.printf(Locale.ROOT, "%d homes made in %.0f s%n", count, seconds(start));
        return Files.write(folder.resolve("homes"), lines);
    }

    private Process fleet(Path homes) throws IOException {
        DccKeys dcc = platform.getBean(DccKeys.class);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-classpath",
                        ClassPath.ofThisRun(),
                        FleetInSteps.class.getName(),
                        "localhost:" + platform.getBean(HeadEnd.class).port(),
                        homes.toString(),
                        folder.resolve("devices").toString(),
                        folder.resolve("organisations").toString(),
                        dcc.accessControlBroker().value(),
                        dcc.transitionalChangeOfSupplier().value(),
                        folder.resolve("fleet").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Step step(int hubs, int more, PrintStream tell, BufferedReader says) throws Exception {
        long before = used();
        long start = System.nanoTime();
        tell.println(hubs);
        awaitConnected(hubs, says);
        double connecting = seconds(start);
        long connected = used();
        double first = round(hubs);
        double known = round(hubs);
        Long heapForHub = more < 100 ? null : (connected - before) / more;
        Step step = new Step(hubs, connecting, heapForHub, first, known);
        System.out.printf(Locale.ROOT, "%d hubs: %.1f commands per second%n", hubs, known);
        return step;
    }

    private static void awaitConnected(int hubs, BufferedReader says) throws IOException {
        String line = says.readLine();
        while (line != null && !line.equals(FleetInSteps.CONNECTED + hubs)) {
            System.out.println("The fleet: " + line);
            line = says.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("The fleet has ended before its hubs were connected");
        }
    }

    /** @return commands each second, from the first that is asked to the last that is answered */
    private double round(int hubs) throws Exception {
        told.answered.set(0);
        String name = "round " + ++rounds + ", command ";
        List<Callable<Void>> questions = IntStream.range(0, COMMANDS)
                .<Callable<Void>>mapToObj(number -> () -> {
                    MeterRequest request = number % 2 == 0 ? new ReadFirmwareVersion() : new ReadImportRegisters();
                    meters.ask(new MeterCommand(
                            name + number, meter(number, hubs), request, OnBehalfOf.dcc(), Duration.ofHours(2), 3));
                    return null;
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            long start = System.nanoTime();
            for (Future<Void> question : threads.invokeAll(questions)) {
                question.get();
            }
            awaitAnswers();
            double rate = COMMANDS / seconds(start);
            allEndedAnswered(name);
            return rate;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Spread over all that are connected, even when those are more than the commands; the same in every round. */
    private Eui64 meter(int number, int hubs) {
        return asked.get(hubs <= COMMANDS ? number % hubs : (int) ((long) number * hubs / COMMANDS));
    }

    private void awaitAnswers() throws InterruptedException {
        int seen = -1;
        long since = System.nanoTime();
        for (int now = told.answered.get(); now < COMMANDS; now = told.answered.get()) {
            if (told.unreachable != null) {
                throw new IllegalStateException("A command was not answered: " + told.unreachable);
            }
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > NO_ANSWER_FOR.toNanos()) {
                throw new IllegalStateException("Only %d of %d commands were answered".formatted(now, COMMANDS));
            }
            Thread.sleep(10);
        }
    }

    private void allEndedAnswered(String name) {
        int answered = platform.getBean(JdbcClient.class)
                .sql("select count(*) from meter_command where reference like ? and state = 'ANSWERED'")
                .param(name + "%")
                .query(Integer.class)
                .single();
        if (answered != COMMANDS) {
            throw new IllegalStateException("Only %d of %d commands ended answered".formatted(answered, COMMANDS));
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void print() {
        Step base = steps.stream()
                .filter(step -> step.hubs() == COMPARED_WITH)
                .findFirst()
                .orElse(steps.get(Math.min(1, steps.size() - 1)));
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%8s%14s%18s%20s%12s%12s%16s%n",
                "hubs",
                "connected in",
                "bytes for a hub",
                "commands/s, new",
                "commands/s",
                "ms each",
                "cost to " + base.hubs()));
        for (Step step : steps) {
            table.append(String.format(
                    Locale.ROOT,
                    "%8d%12.1f s%18s%20.1f%12.1f%12.2f%16.2f%n",
                    step.hubs(),
                    step.connecting(),
                    Objects.requireNonNullElse(step.heapForHub(), "-"),
                    step.firstRate(),
                    step.rate(),
                    1_000 / step.rate(),
                    base.rate() / step.rate()));
        }
        table.append(String.format(
                Locale.ROOT,
                "%d commands in each round, %d processors, load average %.1f%n",
                COMMANDS,
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        System.out.println(table);
    }
}
