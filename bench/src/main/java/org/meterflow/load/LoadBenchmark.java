package org.meterflow.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.meterflow.Meterflow;
import org.meterflow.calendar.DemoClock;
import org.meterflow.database.FreePort;
import org.meterflow.load.Measurement.Work;
import org.meterflow.process.change.ChangeProposals;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.change.Proposal;
import org.meterflow.process.drawn.DrawnCases;
import org.meterflow.process.drawn.Starter;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.team.Members;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A busy day: a long list of open tasks, cases started in a mix at a steady rate, and very many timers due at one
 * instant, each beside what the bare engine does on the same database in the same run. It fails when a case is lost, has
 * failed, or comes twice.
 */
public final class LoadBenchmark {

    private static final int TASKS = Integer.getInteger("bench.tasks", 10_000);
    private static final int LOOKS = 200;
    private static final int STARTS_EACH_SECOND = Integer.getInteger("bench.starts", 100);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 300);
    private static final int TIMERS = Integer.getInteger("bench.timers", 100_000);
    private static final int HOMES = Integer.getInteger("bench.homes", 3300);
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final ConfigurableApplicationContext platform;
    private final BareEngine bare;
    private final MixOfCases mix;
    private final JdbcClient jdbc;
    private final DemoClock clock;
    private final List<String> meterPoints;

    private LoadBenchmark(ConfigurableApplicationContext platform) {
        this.platform = platform;
        this.bare = new BareEngine(platform);
        this.mix = new MixOfCases(platform);
        this.jdbc = platform.getBean(JdbcClient.class);
        this.clock = (DemoClock) platform.getBean(Clock.class);
        this.meterPoints = mix.meterPoints();
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
            new LoadBenchmark(platform).run();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private void run() throws Exception {
        bare.deploy();
        drawProcesses();
        System.out.print(OfferedLoad.heading());
        aLongListOfTasks();
        casesInAMix();
        timersDueAtOnce();
        System.out.printf(
                Locale.ROOT,
                "%s processors, Java %s, load average %.1f%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** As a process owner does it, who has a colleague look at it. */
    private void drawProcesses() throws IOException {
        ChangeProposals proposals = platform.getBean(ChangeProposals.class);
        ProcessChanges changes = platform.getBean(ProcessChanges.class);
        Proposal proposal = proposals.propose(
                List.of(
                        diagram(Path.of("src/test/resources/drawn-processes/meter-cleaning.bpmn")),
                        diagram(Path.of("bench/src/main/diagrams/meter-rest.bpmn"))),
                "To be measured",
                "anna");
        Long change = proposal.change();
        if (change == null
                || !changes.approve(changes.find(change).orElseThrow(), "ben").done()) {
            throw new IllegalStateException("The processes of the benchmark are wrong: " + proposal.wrong());
        }
        platform.getBean(Members.class).set("anna", Set.of("operations"), "bench");
    }

    private static ModelFile diagram(Path file) throws IOException {
        return new ModelFile(file.getFileName().toString(), Files.readAllBytes(file));
    }

    private void aLongListOfTasks() throws Exception {
        bare.startTasks(TASKS);
        Measurement.time(cases("meterCleaning", "CLEAN", TASKS, Map.of()));
        analyze();
        String port = platform.getEnvironment().getRequiredProperty("local.server.port");
        TaskListOverHttp list = new TaskListOverHttp("http://localhost:" + port, "operator", "meterflow");
        List<Work> looks = new ArrayList<>();
        List<Work> bareLooks = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            int page = look % Math.max(1, Math.min(10, TASKS / 100)) + 1;
            looks.add(() -> list.look(page));
            bareLooks.add(() -> bare.listTasks((page - 1) * 25, 25));
        }
        Measurement.time(looks.subList(0, 20));
        OfferedLoad.of("bare engine: a page of " + TASKS + " tasks", 5, bareLooks);
        OfferedLoad.of("Meterflow: the inbox of " + TASKS + " tasks over HTTP", 5, looks);
    }

    private void casesInAMix() throws Exception {
        OfferedLoad.of("bare engine: starts into a wait", STARTS_EACH_SECOND, bare.startsOf(STARTS_EACH_SECOND * 30));
        List<Work> work = mix.messages(STARTS_EACH_SECOND * SECONDS);
        OfferedLoad.of("Meterflow: starts by message, a mix of four", STARTS_EACH_SECOND, work);
        mix.isWhole(work.size());
        System.out.println(mix.counted());
    }

    private void timersDueAtOnce() throws Exception {
        Instant due = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        bare.startTimers(TIMERS, due);
        analyze();
        clock.advanceTo(due);
        drained("bare engine: " + TIMERS + " timers due at one instant", bare::timersLeft);

        Instant later = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        Measurement.time(cases("meterRest", "REST", TIMERS, Map.of("until", later.toString())));
        analyze();
        clock.advanceTo(later);
        drained("Meterflow: " + TIMERS + " timers due at one instant", () -> open("meterRest"));
        if (count("select count(*) from drawn_case where process = 'meterRest' and end_id = 'meterRested'") != TIMERS) {
            throw new IllegalStateException("Not every case ended by its timer");
        }
    }

    private interface Left {
        long count();
    }

    private void drained(String what, Left left) {
        long start = System.nanoTime();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> left.count() == 0);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%-49s drained in %.1f s, %.1f each second%n", what, seconds, TIMERS / seconds);
    }

    private List<Work> cases(String process, String prefix, int count, Map<String, Object> facts) {
        DrawnCases drawn = platform.getBean(DrawnCases.class);
        List<Work> work = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String id = prefix + number;
            Map<String, Object> given = new HashMap<>(facts);
            given.putAll(Map.of("requestId", id, "meterPoint", meterPoints.get(number % meterPoints.size())));
            work.add(() -> {
                if (!drawn.start(process, id, given, Starter.person("anna")).isNew()) {
                    throw new IllegalStateException(id + " did not start");
                }
            });
        }
        return work;
    }

    private long open(String process) {
        return count("select count(*) from drawn_case where process = '" + process + "' and ended_at is null");
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void analyze() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        jdbc.sql("analyze").update();
    }
}
