package org.meterflow.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.awaitility.Awaitility;
import org.meterflow.Meterflow;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.database.FreePort;
import org.meterflow.demo.DemoMarket;
import org.meterflow.demo.DemoTown;
import org.meterflow.identifier.Mpid;
import org.meterflow.load.Measurement.Work;
import org.meterflow.market.Market.Supply;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.Sender;
import org.meterflow.party.Parties;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Switches, starts and correlations per second, beside the bare engine's on the same database in the same run. The
 * platform runs as the demo does, with a street of a thousand meters.
 */
public final class Benchmark {

    private static final int HOMES = 800;
    private static final int ALL = Integer.getInteger("bench.switches", 500);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int SWITCHES_A_ROUND = 60;
    private static final int MESSAGES_A_ROUND = 60;
    private static final int BARE_A_ROUND = 500;
    private static final Sender REGISTRATION_BODY = Sender.of("RB-0001", "registration-body");

    private final ConfigurableApplicationContext platform;
    private final SwitchingDay day;
    private final List<Supply> unused;
    private final List<Measurement> measured = new ArrayList<>();

    private Benchmark(ConfigurableApplicationContext platform) {
        this.platform = platform;
        this.day = new SwitchingDay(
                platform.getBean(DemoMarket.class),
                platform.getBean(DemoTown.class),
                platform.getBean(Clock.class),
                platform.getBean(BusinessCalendar.class),
                platform.getBean(JdbcClient.class));
        this.unused = day.meters();
        Collections.shuffle(unused, new Random(1));
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
                        "--meterflow.metering.least-patience=60s",
                        "--meterflow.gateway.port=0",
                        "--meterflow.smki.port=0")) {
            new Benchmark(platform).run();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private void run() throws Exception {
        int meters = unused.size();
        BareEngine engine = new BareEngine(platform);
        engine.deploy();
        measured.add(Measurement.of("bare engine: starts of one task", ROUNDS, BARE_A_ROUND, engine::starts));
        measured.add(Measurement.of("bare engine: starts into a wait", ROUNDS, BARE_A_ROUND, engine::startsIntoAWait));
        gatherStatistics();
        measured.add(Measurement.of("bare engine: correlations", ROUNDS, BARE_A_ROUND, engine::correlations));

        measured.add(Measurement.of("Meterflow: switches, end to end", ROUNDS, SWITCHES_A_ROUND, this::switches));
        measured.add(Measurement.once(
                "Meterflow: " + ALL + " switches at once, " + meters + " meters", ALL, this::switches));

        List<Requested> requested = new ArrayList<>();
        measured.add(Measurement.of(
                "Meterflow: starts (switchRequested)", ROUNDS, MESSAGES_A_ROUND, count -> starts(count, requested)));
        gatherStatistics();
        measured.add(Measurement.of(
                "Meterflow: correlations (objectionRaised)",
                ROUNDS,
                MESSAGES_A_ROUND,
                count -> correlations(take(requested, count))));
        print(meters);
    }

    /** As the database does by itself within a minute: tables that have just been filled are planned for as if empty. */
    private void gatherStatistics() {
        platform.getBean(JdbcClient.class).sql("analyze").update();
    }

    private Duration switches(int count) throws Exception {
        String prefix = "SW-BENCH" + unused.size() + "-";
        Duration passed = day.pass(take(unused, count), prefix);
        SwitchesUnderWay switches = day.switches(prefix);
        if (switches.changed() != count) {
            throw new IllegalStateException("Not every switch ended by itself: " + switches.states());
        }
        return passed;
    }

    private record Requested(String switchId, Mpid losing) {}

    /** From the message at the inbox to the verdict that a case has been started. */
    private Duration starts(int count, List<Requested> requested) throws Exception {
        Inbox inbox = platform.getBean(Inbox.class);
        BusinessCalendar calendar = platform.getBean(BusinessCalendar.class);
        LocalDate start = calendar.plusWorkingDays(calendar.today(), 1).plusDays(1);
        List<Work> work = new ArrayList<>();
        String prefix = "SW-START" + unused.size() + "-";
        for (Supply supply : take(unused, count)) {
            String id = prefix + work.size();
            requested.add(new Requested(id, supply.supplier()));
            String data = """
                    {"switchId": "%s", "mpxn": "%s", "gainingSupplier": "%s", "supplyStartDate": "%s",
                     "consumerType": "DOMESTIC", "paymentMode": "CREDIT"}""".formatted(
                    id, supply.mpxn().value(), SwitchingDay.gaining(supply).value(), start);
            work.add(() -> expect("STARTED", inbox.receive(REGISTRATION_BODY, "switchRequested", id, data, null)));
        }
        Duration passed = Measurement.time(work);
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> day.switches(prefix).at(SwitchesUnderWay.Stage.INVITED) == count);
        return passed;
    }

    /** From the message at the inbox to the verdict that the waiting case has it. */
    private Duration correlations(List<Requested> requested) throws Exception {
        Inbox inbox = platform.getBean(Inbox.class);
        Parties parties = platform.getBean(Parties.class);
        List<Work> work = new ArrayList<>();
        for (Requested one : requested) {
            Sender losing = Sender.of(parties.ofMpid(one.losing()).orElseThrow().id(), "supplier");
            String data = "{\"switchId\": \"%s\", \"ground\": \"CONTRACT\"}".formatted(one.switchId());
            work.add(() -> expect(
                    "CORRELATED", inbox.receive(losing, "objectionRaised", "objection-" + one.switchId(), data, null)));
        }
        return Measurement.time(work);
    }

    private static void expect(String verdict, Receipt receipt) {
        if (!receipt.verdict().name().equals(verdict)) {
            throw new IllegalStateException("Not " + verdict + ": " + receipt);
        }
    }

    private static <T> List<T> take(List<T> from, int count) {
        List<T> head = from.subList(0, count);
        List<T> taken = List.copyOf(head);
        head.clear();
        return taken;
    }

    private void print(int meters) {
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "%nper second%48s%10s%10s%10s%n", "median", "min", "max", "rounds"));
        measured.forEach(one -> table.append(one.line()));
        table.append(ratio("a bare start into a wait / a Meterflow start", measured.get(1), measured.get(5)));
        table.append(ratio("a bare correlation / a Meterflow correlation", measured.get(2), measured.get(6)));
        table.append(ratio("a bare start into a wait / a switch of the " + ALL, measured.get(1), measured.get(4)));
        table.append(String.format(
                Locale.ROOT,
                "%d meters, %s processors, Java %s, load average %.1f%n",
                meters,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage()));
        System.out.println(table);
    }

    private static String ratio(String what, Measurement one, Measurement other) {
        return String.format(Locale.ROOT, "%-52s%7.1f%n", what, one.median() / other.median());
    }
}
