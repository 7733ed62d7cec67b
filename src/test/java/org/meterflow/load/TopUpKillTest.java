package org.meterflow.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.market.Market.Supply;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.PaymentProvider;

/**
 * The program and its database are killed while tills bring payments and tokens are on their way to meters, while suppliers
 * ask for homes to be set to credit, and while meters are tested for faults that they have reported.
 */
class TopUpKillTest {

    private static final int PAYMENTS = 12;
    private static final int EACH_POUNDS = 5;
    private static final int HOMES = 10;
    /** Homes that are set to credit, and homes with a fault. */
    private static final int CASES_OF_EACH_KIND = 2;

    private static final Map<String, String> PARTIES = Map.of("ALDR", "SP-0001", "BRCH", "SP-0002");

    private final Map<String, Set<String>> tokens = new ConcurrentHashMap<>();

    @Test
    void killed_while_payments_and_reports_come_the_platform_does_each_once_and_brings_all_of_them_to_their_end()
            throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "top-up-kill-")
                .toAbsolutePath();
        try (KillablePlatform platform = new KillablePlatform(data, HOMES)) {
            platform.start();
            platform.awaitUp();
            ExecutorService tills = Executors.newFixedThreadPool(4);
            PaymentProvider till =
                    new PaymentProvider(new MarketApi(platform.address(), "urn:test:tills", platform.keyOf("PP-0001")));
            List<Supply> prepayment = homes(PaymentMode.PREPAYMENT);
            List<Supply> homes = prepayment.subList(CASES_OF_EACH_KIND, prepayment.size());
            List<Future<?>> paid = new ArrayList<>();
            for (int number = 0; number < CASES_OF_EACH_KIND; number++) {
                Supply toCredit = prepayment.get(number);
                Supply faulty = homes(PaymentMode.CREDIT).get(number);
                Map<String, Object> change = about(toCredit, "requestId", "MC-KILL" + number);
                change.putAll(Map.of("target", "credit", "reason", "consumerRequest"));
                Map<String, Object> fault = about(faulty, "faultId", "FT-KILL" + number);
                fault.putAll(Map.of(
                        "symptom",
                        "BLANK_DISPLAY",
                        "since",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
                paid.add(tills.submit(() -> sayTwice(platform, toCredit, "modeChangeRequested", change)));
                paid.add(tills.submit(() -> sayTwice(platform, faulty, "faultReported", fault)));
            }
            for (int number = 0; number < PAYMENTS; number++) {
                Mpxn home = homes.get(number % homes.size()).mpxn();
                String reference = "PZ-KILL" + number;
                paid.add(tills.submit(() -> payTwice(till, reference, home)));
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> tokens.size() > 3);
            platform.killBoth();
            platform.start();
            platform.awaitUp();
            for (Future<?> one : paid) {
                one.get(3, TimeUnit.MINUTES);
            }
            platform.killProgram();
            platform.start();
            platform.awaitUp();

            await().atMost(Duration.ofMinutes(4))
                    .until(() -> count(platform, "select count(*) from top_up where state = 'ON_METER'") == PAYMENTS);
            assertThat(tokens)
                    .hasSize(PAYMENTS)
                    .allSatisfy((reference, given) ->
                            assertThat(given).as(reference).hasSize(1));
            assertThat(count(platform, "select count(distinct utrn) from top_up"))
                    .isEqualTo(PAYMENTS);
            assertThat(count(platform, "select count(*) from meter_command where reference like '%:2.2'"))
                    .isEqualTo(PAYMENTS);
            assertThat(count(platform, "select count(*) from outbound_message where name = 'topUpOnMeter'"))
                    .as("payment provider and supplier, once each")
                    .isEqualTo(2 * PAYMENTS);
            theOtherCasesWentOnAndNothingHappenedTwice(platform);
            tills.shutdownNow();
            platform.forget();
        }
    }

    private static void theOtherCasesWentOnAndNothingHappenedTwice(KillablePlatform platform) {
        await().atMost(Duration.ofMinutes(4))
                .untilAsserted(() -> assertThat(platform.database()
                                .sql(
                                        "select coalesce(outcome, 'open') from drawn_case where process = 'paymentModeSwitch'")
                                .query(String.class)
                                .list())
                        .hasSize(CASES_OF_EACH_KIND)
                        .containsOnly("On credit"));
        await().atMost(Duration.ofMinutes(4))
                .untilAsserted(() -> assertThat(
                                count(platform, "select count(*) from act_ru_task where name_ = 'Plan remedy'"))
                        .as("people who plan what is done about a fault")
                        .isEqualTo(CASES_OF_EACH_KIND));
        assertThat(count(platform, "select count(*) from drawn_case where process = 'faultResolution'"))
                .as("a report that came twice is one fault")
                .isEqualTo(CASES_OF_EACH_KIND);
        assertThat(count(platform, "select count(*) from outbound_message where name = 'modeChanged'"))
                .as("the supplier is told once of each home on credit")
                .isEqualTo(CASES_OF_EACH_KIND);
        assertThat(count(
                        platform,
                        "select count(*) from (select 1 from meter_command where answered_at is not null"
                                + " group by split_part(reference, '#', 1) having count(*) > 1) twice"))
                .as("requests answered by two commands")
                .isZero();
        assertThat(count(platform, "select count(*) from act_ru_job where retries_ = 0"))
                .as("failed jobs")
                .isZero();
    }

    private static List<Supply> homes(PaymentMode mode) {
        return Market.load("default", HOMES).homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.payment() == mode
                        && supply.mpxn().fuel() == Fuel.ELECTRICITY
                        && PARTIES.containsKey(party(supply)))
                .toList();
    }

    private static String party(Supply supply) {
        return supply.supplier().value();
    }

    private static Map<String, Object> about(Supply supply, String key, String id) {
        Map<String, Object> said = new HashMap<>();
        said.put(key, id);
        said.put("meterPoint", supply.mpxn().value());
        said.put("supplier", PARTIES.get(party(supply)));
        return said;
    }

    /** A supplier that hears nothing says the same again, and one that has heard does so too. */
    private static void sayTwice(KillablePlatform platform, Supply supply, String message, Map<String, Object> data) {
        String sender = PARTIES.get(party(supply));
        MarketApi api = new MarketApi(platform.address(), "urn:test:" + sender, platform.keyOf(sender));
        for (int heard = 0; heard < 2; ) {
            try {
                MarketApi.Answer answer = api.send(message, message + data.hashCode(), data);
                if (answer.accepted()) {
                    heard++;
                } else {
                    assertThat(answer.status()).as(answer.body()).isIn(429, 500, 502, 503, 504);
                    pause();
                }
            } catch (UncheckedIOException notNow) {
                pause();
            }
        }
    }

    /** A till that hears nothing sends the same payment again, and one that has heard does so too. */
    private void payTwice(PaymentProvider till, String reference, Mpxn home) {
        for (int heard = 0; heard < 2; ) {
            try {
                String token = till.pay(reference, home, EACH_POUNDS);
                tokens.computeIfAbsent(reference, first -> ConcurrentHashMap.newKeySet())
                        .add(token);
                heard++;
            } catch (UncheckedIOException | IllegalArgumentException notNow) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(300);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static long count(KillablePlatform platform, String sql) {
        return platform.database().sql(sql).query(Long.class).single();
    }
}
