package org.meterflow.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

/** The program and its database are killed while tills bring payments, and while tokens are on their way to meters. */
class TopUpKillTest {

    private static final int PAYMENTS = 12;
    private static final int EACH_POUNDS = 5;

    private final Map<String, Set<String>> tokens = new ConcurrentHashMap<>();

    @Test
    void killed_while_payments_come_the_platform_gives_each_one_token_and_brings_each_to_its_meter_once()
            throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "top-up-kill-")
                .toAbsolutePath();
        try (KillablePlatform platform = new KillablePlatform(data, 10)) {
            platform.start();
            platform.awaitUp();
            ExecutorService tills = Executors.newFixedThreadPool(4);
            PaymentProvider till =
                    new PaymentProvider(new MarketApi(platform.address(), "urn:test:tills", platform.keyOf("PP-0001")));
            List<Supply> homes = prepaymentHomes();
            List<Future<?>> paid = new ArrayList<>();
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
            tills.shutdownNow();
            platform.forget();
        }
    }

    private static List<Supply> prepaymentHomes() {
        return Market.load("default", 10).homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.payment() == PaymentMode.PREPAYMENT
                        && supply.mpxn().fuel() == Fuel.ELECTRICITY)
                .toList();
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
