package org.meterflow.simulator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.meterflow.market.Market;
import org.slf4j.LoggerFactory;

/**
 * The simulated fleet as a program of its own, against a platform elsewhere: {@code simulator --head-end=host:port
 * --pki=FOLDER[,FOLDER] --market=default|published|FILE [--extra-homes=N] [--state=FOLDER]}.
 */
public final class SimulatorCommand {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(SimulatorCommand.class);
    private static final Set<String> OPTIONS = Set.of("head-end", "pki", "market", "extra-homes", "state");

    private SimulatorCommand() {}

    /**
     * Runs until the process is told to end.
     *
     * @throws IllegalArgumentException when an option makes no sense, in one sentence
     */
    public static void run(String[] arguments) {
        Map<String, String> options = options(arguments);
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
        Fleet fleet = fleet(options);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            fleet.stop();
            ended.countDown();
        }));
        fleet.start();
        log.info("{} simulated hubs connect to {}", fleet.size(), options.get("head-end"));
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            fleet.stop();
            Thread.currentThread().interrupt();
        }
    }

    static Fleet fleet(Map<String, String> options) {
        List<Path> folders = Arrays.stream(
                        options.getOrDefault("pki", "data/pki").split(","))
                .map(Path::of)
                .toList();
        PemKeySource keys = new PemKeySource(folders);
        Market market = Market.load(options.getOrDefault("market", "default"), number(options));
        FleetSettings settings = FleetSettings.towards(
                options.getOrDefault("head-end", "localhost:7070"),
                Path.of(options.getOrDefault("state", "data/simulator")));
        return new Fleet(settings, SimulatedHomes.of(market, keys.dccParties()), keys, Clock.systemUTC());
    }

    private static int number(Map<String, String> options) {
        String text = options.getOrDefault("extra-homes", "0");
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("--extra-homes is a number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 2 ? argument : argument.substring(2, equals);
            if (!argument.startsWith("--") || equals < 0 || !OPTIONS.contains(name)) {
                throw new IllegalArgumentException(
                        "'%s' is not one of --head-end=HOST:PORT, --pki=FOLDER, --market=FILE, --extra-homes=N and --state=FOLDER"
                                .formatted(argument));
            }
            options.put(name, argument.substring(equals + 1));
        }
        options.putIfAbsent("head-end", "localhost:7070");
        return options;
    }
}
