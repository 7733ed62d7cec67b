package org.meterflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.load.SwitchesUnderWay.Stage;
import org.meterflow.market.Market;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.market.Market.Supply;
import org.meterflow.simulator.MarketApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program, its database, or both are killed at random instants of many switches' lives, while a user asks meters and
 * the registration body is told of each switch. The same instants again by {@code -Dmeterflow.crash.seed}; more of them
 * while the switches' meters are asked by {@code -Dmeterflow.crash.kills}.
 */
class CrashTest {

    private static final Logger log = LoggerFactory.getLogger(CrashTest.class);
    private static final int SWITCHES = Integer.getInteger("meterflow.crash.switches", 24);
    private static final int KILLS_WHILE_METERS_ARE_ASKED = Integer.getInteger("meterflow.crash.kills", 2);
    private static final int ASKED_AT_ONCE = 5;
    private static final int HOMES = 32;
    private static final long SEED = Long.getLong("meterflow.crash.seed", System.nanoTime() % 1_000_000);
    /** Enough for the window to object to close before the gate, over any holidays. */
    private static final int DAYS_AHEAD = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    /** A user hears of a device that does not answer after ten minutes. */
    private static final Duration ANSWERED_AT_LAST = Duration.ofMinutes(15);

    private static final Duration STANDSTILL = Duration.ofSeconds(20);
    private static final int MOST_WAITS = 20;

    private final Random random = new Random(SEED);
    private final List<String> kills = new ArrayList<>();
    private KillablePlatform platform;
    private Correspondents correspondents;
    private List<Supply> meters = List.of();

    @BeforeEach
    void aPlatformOfItsOwn() throws IOException {
        log.info("The kills come by -Dmeterflow.crash.seed={}", SEED);
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "crash-")
                .toAbsolutePath();
        platform = new KillablePlatform(data, HOMES);
        platform.start();
        platform.awaitUp();
        correspondents = new Correspondents(platform);
        meters = supplies();
    }

    @AfterEach
    void nothingIsLeftRunning() {
        if (correspondents != null) {
            correspondents.close();
        }
        platform.close();
    }

    @Test
    void killed_at_random_instants_the_platform_loses_no_switch_and_says_and_sends_nothing_twice() throws Exception {
        theRequestsAreSentWhileTheProgramIsKilled();
        theDatabaseIsKilled();
        reached(Stage.INVITED);
        timeGoesOnWhileThePlatformIsDown(Stage.INVITED);
        theDatabaseIsKilled();
        reached(Stage.CONFIRMED);
        timeGoesOnWhileThePlatformIsDown(Stage.CONFIRMED);
        reached(Stage.KEYS_WAIT_FOR_THEIR_HOUR);
        timeGoesOnWhileThePlatformIsDown(Stage.KEYS_WAIT_FOR_THEIR_HOUR);
        theDatabaseIsKilled();
        thePlatformIsKilledWhileMetersAreAsked((KILLS_WHILE_METERS_ARE_ASKED + 1) / 2);
        reached(Stage.KEYS_ACCEPTED);
        timeGoesOnWhileThePlatformIsDown(Stage.KEYS_ACCEPTED);
        thePlatformIsKilledWhileMetersAreAsked(KILLS_WHILE_METERS_ARE_ASKED / 2);
        reached("the end", switches -> switches.runningCases() == 0 && switches.changed() == SWITCHES);

        nothingIsLost();
        nothingIsSaidTwice();
        noMeterIsAskedTwice();
        correspondents.everyAnswerCameAndItsRepetitionsAreTheSame(ANSWERED_AT_LAST);
        correspondents.everyRequestWasTakenOnceAndAnsweredOnce(switches());
        correspondents.everyNoticeCameUnderOneIdAndItsRepetitionsAreTheSame(switches(), PATIENCE);
        log.info(
                "{} kills; {} requests, {} answers received; {} notices, received {} times",
                kills.size(),
                correspondents.asked(),
                correspondents.answersReceived(),
                correspondents.noticesReceived(),
                correspondents.deliveriesOfNotices());
        correspondents.close();
        platform.forget();
    }

    // ── what happens ──

    private void theRequestsAreSentWhileTheProgramIsKilled() throws Exception {
        LocalDate start = LocalDate.now(ZoneId.of("Europe/London")).plusDays(DAYS_AHEAD);
        MarketApi api = new MarketApi(platform.address(), "urn:test:registration-body", platform.keyOf("RB-0001"));
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            int number = 0;
            List<Future<?>> sent = new ArrayList<>();
            for (Supply supply : meters) {
                String id = "SW-CRASH" + String.format("%03d", number++);
                sent.add(senders.submit(() -> untilAccepted(api, id, supply, start)));
            }
            aUserAsksMeters();
            thePlatformIsKilled();
            for (Future<?> one : sent) {
                one.get(10, TimeUnit.MINUTES);
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private List<Supply> supplies() {
        List<Supply> all = new ArrayList<>(Market.load("default", HOMES).homes().stream()
                .filter(home -> home.address().contains("Long Street"))
                .flatMap(home -> home.supplies().stream())
                .toList());
        Collections.shuffle(all, random);
        return new ArrayList<>(all.subList(0, SWITCHES));
    }

    /** A client that hears nothing, or that the platform is in trouble, sends the same message again. */
    private static void untilAccepted(MarketApi api, String id, Supply supply, LocalDate start) {
        Map<String, Object> data = Map.of(
                "switchId",
                id,
                "mpxn",
                supply.mpxn().value(),
                "gainingSupplier",
                supply.supplier().value().equals("BRCH") ? "ALDR" : "BRCH",
                "supplyStartDate",
                start.toString(),
                "consumerType",
                "DOMESTIC",
                "paymentMode",
                supply.payment() == PaymentMode.PREPAYMENT ? "PREPAYMENT" : "CREDIT");
        while (!Thread.currentThread().isInterrupted()) {
            try {
                MarketApi.Answer answer = api.send("switchRequested", id, data);
                if (answer.accepted()) {
                    return;
                }
                assertThat(answer.status()).as(answer.body()).isIn(429, 500, 502, 503, 504);
            } catch (UncheckedIOException unreachable) {
                log.debug("{} is sent again", id, unreachable);
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private void timeGoesOnWhileThePlatformIsDown(Stage stage) {
        platform.clockAtNextStart(switches().endOf(stage));
        restart("at the end of " + stage);
    }

    /** Their first answers after each start are on the way, or just kept, or just told. */
    private void thePlatformIsKilledWhileMetersAreAsked(int times) {
        for (int kill = 0; kill < times; kill++) {
            aUserAsksMeters();
            thePlatformIsKilled();
        }
    }

    private void aUserAsksMeters() {
        Collections.shuffle(meters, random);
        correspondents.ask(meters.stream()
                .filter(supply -> supply.mpxn().fuel() == Fuel.ELECTRICITY)
                .limit(ASKED_AT_ONCE)
                .map(Supply::meter)
                .toList());
    }

    /** Within the first seconds of what the platform does now. */
    private void thePlatformIsKilled() {
        pause(3000);
        restart("while " + asked() + " ask a meter");
    }

    private void restart(String when) {
        boolean both = random.nextBoolean();
        note((both ? "program and database " : "the program ") + when);
        if (both) {
            platform.killBoth();
        } else {
            platform.killProgram();
        }
        platform.start();
        platform.awaitUp();
    }

    private void theDatabaseIsKilled() {
        pause(2000);
        note("the database");
        platform.killDatabase();
    }

    private String asked() {
        try {
            return switches().askingAMeter() + " switches";
        } catch (RuntimeException databaseAway) {
            return "switches";
        }
    }

    private SwitchesUnderWay switches() {
        return new SwitchesUnderWay(platform.database(), "SW-CRASH");
    }

    private void pause(int atMostMillis) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(atMostMillis)).toNanos());
    }

    private void note(String kill) {
        String states;
        try {
            states = switches().tokens().toString();
        } catch (RuntimeException databaseAway) {
            states = "no database to ask";
        }
        kills.add(kill + " (" + states + ")");
        log.info("Kill {}: {} {}", kills.size(), kill, states);
    }

    private void reached(Stage stage) {
        reached(stage.toString(), switches -> switches.at(stage) == SWITCHES);
    }

    /** What a kill has left begun, and meters that were silent meanwhile, have their time: it is let pass. */
    private void reached(String what, Predicate<SwitchesUnderWay> condition) {
        for (int wait = 0; wait < MOST_WAITS; wait++) {
            if (within(condition)) {
                log.info("Reached {}", what);
                return;
            }
            SwitchesUnderWay switches = switches();
            log.info("Not yet {}: {} {} {}", what, switches.states(), switches.tokens(), switches.troubles());
            Instant next = platform.nextMoment();
            assertThat(next).as("a moment ahead, to wait for " + what).isNotNull();
            platform.clockAtNextStart(next.plusSeconds(1));
            platform.killProgram();
            platform.start();
            platform.awaitUp();
        }
        throw new AssertionError("Never reached " + what + " with seed " + SEED + " and kills " + kills);
    }

    /** @return false when nothing moves any more */
    private boolean within(Predicate<SwitchesUnderWay> condition) {
        String before = "";
        long movedAt = System.nanoTime();
        long until = movedAt + PATIENCE.toNanos();
        while (System.nanoTime() - movedAt < STANDSTILL.toNanos() && System.nanoTime() < until) {
            try {
                SwitchesUnderWay switches = switches();
                if (condition.test(switches)) {
                    return true;
                }
                String now = switches.progress();
                if (!now.equals(before)) {
                    before = now;
                    movedAt = System.nanoTime();
                }
            } catch (RuntimeException databaseAway) {
                log.debug("The database does not answer", databaseAway);
                movedAt = System.nanoTime();
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        return false;
    }

    // ── what must hold ──

    private void nothingIsLost() {
        SwitchesUnderWay switches = switches();
        assertThat(switches.states()).isEqualTo(Map.of("CHANGED", SWITCHES));
        assertThat(switches.notRegisteredOnceWithTheGainingSupplier()).isZero();
        assertThat(switches.openTasks()).isZero();
        assertThat(switches.failedJobs()).isZero();
        assertThat(
                        switches.count(
                                "select count(*) from inbound_message"
                                        + " where name = 'switchRequested' and verdict <> 'STARTED' or verdict in ('REFUSED', 'NO_MATCH')"))
                .as("requests that started no switch, and messages that were not heard")
                .isZero();
    }

    private void nothingIsSaidTwice() {
        SwitchesUnderWay switches = switches();
        assertThat(switches.count("select count(*) from (select 1 from outbound_message where channel = 'webhook'"
                        + " group by key, recipient, name having count(*) > 1) twice"))
                .as("notices that exist twice")
                .isZero();
        assertThat(switches.count("select count(*) from outbound_message where key like 'SW-CRASH%' and name in"
                        + " ('interventionInvited', 'switchConfirmed', 'switchSecured', 'supplierChanged', 'keysReplaced',"
                        + " 'openingRead')"))
                .as("an invitation, four times three notices and two opening reads for each switch")
                .isEqualTo(15 * SWITCHES);
    }

    private void noMeterIsAskedTwice() {
        SwitchesUnderWay switches = switches();
        assertThat(switches.count("select count(*) from (select 1 from meter_attempt group by originator, counter"
                        + " having count(*) > 1) twice"))
                .as("originator counters used for two messages")
                .isZero();
        assertThat(switches.count("select count(*) from (select 1 from meter_attempt group by message"
                        + " having count(*) > 1) twice"))
                .as("messages made twice")
                .isZero();
        assertThat(switches.count("select count(*) from meter_attempt a join meter_command c on c.id = a.command"
                        + " where a.made_at > c.answered_at"))
                .as("commands sent after their answer")
                .isZero();
        assertThat(switches.count("select count(*) from (select 1 from meter_command where answered_at is not null"
                        + " group by split_part(reference, '#', 1) having count(*) > 1) twice"))
                .as("requests answered by two commands")
                .isZero();
    }
}
