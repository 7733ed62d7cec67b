package org.meterflow.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.ClockMoved;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Export;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.registration.Freshness;
import org.meterflow.registration.RegistrationFiles;
import org.meterflow.registration.Registrations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The made-up networks' registration bodies: first a file of all they have, then every half day one of what changed,
 * which is nothing, so that the platform knows its data is fresh. When the clock is moved, the files of the days
 * skipped have come.
 */
@Component
@Profile("!production")
class RegistrationFeed implements SmartLifecycle {

    private static final Duration HALF_DAY = Duration.ofHours(12);
    private static final long LOOK_EVERY_MILLIS = 60_000;

    private final DemoMarket demo;
    private final Registrations registrations;
    private final RegistrationFiles files;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final String receiver;
    private volatile boolean running;

    RegistrationFeed(
            DemoMarket demo,
            Registrations registrations,
            RegistrationFiles files,
            BusinessCalendar calendar,
            Clock clock,
            @Value("${meterflow.registration.receiver:DCCX}") String receiver) {
        this.demo = demo;
        this.registrations = registrations;
        this.files = files;
        this.calendar = calendar;
        this.clock = clock;
        this.receiver = receiver;
    }

    /** After the market has been loaded, before anyone asks how fresh its data is. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        running = true;
        sendWhatIsDue();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before anyone acts on the new time. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ClockMoved moved) {
        sendWhatIsDue();
    }

    @Scheduled(fixedDelay = LOOK_EVERY_MILLIS, initialDelay = LOOK_EVERY_MILLIS)
    void sendWhatIsDue() {
        demo.market()
                .filter(market -> running)
                .ifPresent(market -> networks(market).forEach(network -> sendIfDue(market, network)));
    }

    private static List<Mpid> networks(Market market) {
        return market.everyHome().stream()
                .flatMap(home -> home.supplies().stream())
                .map(Supply::network)
                .distinct()
                .toList();
    }

    private synchronized void sendIfDue(Market market, Mpid network) {
        Freshness freshness = registrations.freshness(network);
        Instant last = freshness.lastLoaded();
        if (last == null) {
            send(network, "REG", records(market, network));
        } else if (!last.plus(HALF_DAY).isAfter(clock.instant())) {
            send(network, "UPD", List.of());
        }
    }

    private void send(Mpid network, String kind, List<String> records) {
        String sender = "REG" + network.value();
        long sequence = files.lastLoaded(sender).orElse(0L) + 1;
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(calendar.today());
        String name = String.format(Locale.ROOT, "%s_%s_%s_%06d.csv", sender, kind, day, sequence);
        Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        StringBuilder text =
                new StringBuilder("H|%s|%s|%s|%s|%s\n".formatted(sender, receiver, sequence, created, records.size()));
        records.forEach(record -> text.append(record).append('\n'));
        String hash = sha256(text.toString());
        text.append("Z|%s|%s\n".formatted(records.size(), hash));
        files.load(name, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> records(Market market, Mpid network) {
        return market.everyHome().stream()
                .flatMap(home -> home.supplies().stream()
                        .filter(supply -> supply.network().equals(network))
                        .flatMap(supply -> records(home, supply)))
                .toList();
    }

    private static Stream<String> records(Home home, Supply supply) {
        String imported = record(
                home, supply, supply.mpxn(), supply.supplier(), supply.since().toString(), "I");
        Export export = supply.export();
        return export == null
                ? Stream.of(imported)
                : Stream.of(
                        imported,
                        record(
                                home,
                                supply,
                                export.mpxn(),
                                export.supplier(),
                                export.since().toString(),
                                "E"));
    }

    private static String record(Home home, Supply supply, Mpxn mpxn, Mpid supplier, String since, String direction) {
        return String.join(
                "|",
                "R",
                mpxn.value(),
                mpxn.fuel() == Fuel.GAS ? "G" : "E",
                supply.network().value(),
                supplier.value(),
                since,
                "",
                supply.area() == null ? "" : supply.area(),
                supply.agent() == null ? "" : supply.agent().value(),
                supply.profile() == null ? "" : supply.profile(),
                "E",
                home.address(),
                home.postcode(),
                home.uprn(),
                direction,
                "A");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
