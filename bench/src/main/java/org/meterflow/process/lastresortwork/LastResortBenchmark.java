package org.meterflow.process.lastresortwork;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.meterflow.Meterflow;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.database.FreePort;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;
import org.meterflow.process.lastresortwork.LastResort.Work;
import org.meterflow.registration.Registrations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A supplier with 100,000 meter points fails. Its meter points, hubs and meters are rows: no hub is on line, so that every command
 * ends in vain by its own deadline. Measured are the platform's own parts, with two workers: its scheduled one and this thread.
 */
public final class LastResortBenchmark {

    private static final int METER_POINTS = Integer.getInteger("bench.meter-points", 100_000);
    private static final int ROWS = 5_000;
    private static final String CASE = "SOLR-BENCH";

    private final ConfigurableApplicationContext platform;
    private final JdbcClient jdbc;

    private LastResortBenchmark(ConfigurableApplicationContext platform) {
        this.platform = platform;
        this.jdbc = platform.getBean(JdbcClient.class);
    }

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-");
        try (ConfigurableApplicationContext platform = new SpringApplicationBuilder(Meterflow.class)
                .profiles("demo")
                .run(
                        "--server.port=0",
                        "--meterflow.data=" + data,
                        "--meterflow.simulator.enabled=false",
                        "--meterflow.metering.port=" + FreePort.find(),
                        "--meterflow.gateway.port=0",
                        "--meterflow.smki.port=0",
                        "--meterflow.service-request.answer-within-gas=PT2M",
                        "--meterflow.last-resort.keys-per-minute=10000000",
                        "--meterflow.last-resort.keys-under-way=10000000")) {
            new LastResortBenchmark(platform).run();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        meterPoints();
        platform.getBean(Registrations.class).heard("BENCH", new Mpid("SEVN"));
        platform.getBean(Registrations.class).heard("BENCH", new Mpid("SEVG"));
        LastResorts directions = platform.getBean(LastResorts.class);
        ConcernedMeterPoints points = platform.getBean(ConcernedMeterPoints.class);
        LocalDate today = platform.getBean(BusinessCalendar.class).today();
        heap("before");

        directions.add(CASE, "SP-0002", "SP-0001", today);
        LastResort direction = directions.require(CASE);
        measured("meter points selected and written down", () -> {
            platform.getBean(Stock.class).take(direction);
            return points.counts(CASE).all();
        });
        heap("after the selection");

        directions.begin(CASE, Work.REGISTRATIONS, "bench-1");
        measured("registrations passed", () -> {
            until(() -> platform.getBean(PassedRegistrations.class).passSome(directions.require(CASE)), Work.REGISTRATIONS);
            return points.counts(CASE).passed();
        });
        heap("after the registrations");

        directions.begin(CASE, Work.KEYS, "bench-2");
        measured("meter points whose keys are asked for", () -> {
            LastResort keys = directions.require(CASE);
            platform.getBean(ReplacedKeys.class).beginSome(keys);
            jdbc.sql("analyze").update();
            while (toBegin()) {
                platform.getBean(ReplacedKeys.class).beginSome(keys);
            }
            return points.counts(CASE).all() - points.counts(CASE).toReplace();
        });
        heap("with all commands queued");
        System.out.printf(
                Locale.UK,
                "commands %,d, references that occur twice %,d%n",
                count("select count(*) from meter_command"),
                count("select count(*) - count(distinct reference) from meter_command"));

        measured("meter points settled, from the first deadline on", () -> {
            until(() -> 0, Work.KEYS);
            return points.counts(CASE).failed();
        });
        heap("when all are settled");

        AtomicLong rows = new AtomicLong();
        measured("rows of the record read as a stream", () -> {
            platform.getBean(LastResortProgress.class)
                    .each(new CaseKey(LastResort.PROCESS, CASE), row -> rows.incrementAndGet());
            return rows.get();
        });
        heap("after the stream");
    }

    private void until(LongSupplier work, Work kind) {
        ConcernedMeterPoints points = platform.getBean(ConcernedMeterPoints.class);
        while (points.workIsLeft(CASE, kind)) {
            if (work.getAsLong() == 0) {
                sleep();
            }
        }
    }

    private boolean toBegin() {
        return jdbc.sql("select exists (select from last_resort_meter_point where case_id = ? and registration = 'PASSED'"
                        + " and keys = 'WAITING')")
                .param(CASE)
                .query(Boolean.class)
                .single();
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static void measured(String what, LongSupplier work) {
        long start = System.nanoTime();
        long count = work.getAsLong();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3;
        System.out.printf(Locale.UK, "%-50s%,9d in %7.1f s%,10.0f per second%n", what, count, seconds, count / seconds);
    }

    private static void heap(String when) {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(Locale.UK, "heap %-45s%,9d MB%n", when, used / (1024 * 1024));
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** Four in five are electricity; of gas there is a proxy on the hub as well. One in ten pays in advance. */
    private void meterPoints() {
        List<String> mpxns = new ArrayList<>();
        for (int number = 1; number <= METER_POINTS; number++) {
            mpxns.add(number % 5 == 0 ? String.format(Locale.ROOT, "98%08d", number) : mpan(number));
            if (mpxns.size() == ROWS || number == METER_POINTS) {
                add(mpxns, number - mpxns.size());
                mpxns.clear();
            }
        }
        jdbc.sql("analyze").update();
        System.out.printf(Locale.UK, "made %,d meter points at %s%n", METER_POINTS, Instant.now());
    }

    private static String mpan(int number) {
        String twelve = String.format(Locale.ROOT, "2399%08d", number);
        return twelve + Mpxn.checkDigit(twelve);
    }

    private void add(List<String> mpxns, int before) {
        String[] names = mpxns.toArray(String[]::new);
        String numbered = " from unnest(?::text[]) with ordinality as p (mpxn, n)";
        jdbc.sql("insert into meter_point (mpxn, network, address, postcode, energisation, profile, export)"
                        + " select mpxn, case when length(mpxn) = 10 then 'SEVG' else 'SEVN' end, 'Bench', 'ZB1 1AA',"
                        + " 'ENERGISED', case when length(mpxn) = 10 then 'D' else '01' end, false" + numbered)
                .param((Object) names)
                .update();
        jdbc.sql("insert into registration (mpxn, supplier, valid, known, source)"
                        + " select mpxn, 'BRCH', daterange('2023-04-01', null), tstzrange('2023-04-01', null), 'bench'" + numbered)
                .param((Object) names)
                .update();
        jdbc.sql("insert into supplier_change (switch_id, mpxn, gaining, losing, supply_start_date, domestic, prepayment,"
                        + " requested_at, requested_by, state, gate_closes_at, supply_starts_at, ended_at)"
                        + " select 'B-' || mpxn, mpxn, 'BRCH', 'ALDR', '2023-04-01', true, true, '2023-03-20', 'RB-0001',"
                        + " 'CHANGED', '2023-03-31', '2023-04-01', '2023-04-01'" + numbered + " where n % 10 = 0")
                .param((Object) names)
                .update();
        devices(names, before, "CHF", 0, "true");
        devices(names, before, "ESME", 1, "length(mpxn) = 13");
        devices(names, before, "GSME", 2, "length(mpxn) = 10");
        devices(names, before, "GPF", 3, "length(mpxn) = 10");
    }

    private void devices(String[] names, int before, String type, int place, String which) {
        boolean hub = type.equals("CHF");
        jdbc.sql("insert into device (id, type, status, status_since, manufacturer, model, hub, import_mpxn, generation) select "
                        + eui(before, place) + ", ?, 'COMMISSIONED', '2023-04-01', 'Bench', 'B1', "
                        + (hub ? "null, null" : eui(before, 0) + ", mpxn")
                        + ", 'SMETS2' from unnest(?::text[]) with ordinality as p (mpxn, n) where " + which)
                .params(type, names)
                .update();
    }

    /** Eight pairs of digits with dashes, as device ids are written. */
    private static String eui(int before, int place) {
        return "upper(trim(trailing '-' from regexp_replace('02B0000000' || lpad(to_hex((" + before + " + n::int) * 16 + "
                + place + "), 6, '0'), '(..)', '\\1-', 'g')))";
    }
}
