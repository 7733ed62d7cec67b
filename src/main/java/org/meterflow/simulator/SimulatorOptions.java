package org.meterflow.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What the simulator was told on its command line. Without any option it plays beside a platform on this machine. */
final class SimulatorOptions {

    static final String METERS = "meters";
    static final String ALL = "all";

    private static final Map<String, String> DEFAULTS = defaults();

    private final Map<String, String> values;

    private SimulatorOptions(Map<String, String> values) {
        this.values = values;
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("head-end", "localhost:7070");
        defaults.put("duis", "http://localhost:8079");
        defaults.put("smki", "http://localhost:8083");
        defaults.put("smki-key", Smki.PUBLISHED_KEY);
        defaults.put("api", "http://localhost:8080");
        defaults.put("keys", "data/demo-api-keys.properties");
        defaults.put("pki", "data/pki");
        defaults.put("market", "default");
        defaults.put("extra-homes", "0");
        defaults.put("misfortune", "calm");
        defaults.put("seed", "1");
        defaults.put("state", "data/simulator");
        defaults.put("listen", "localhost:8090");
        defaults.put("play", ALL);
        return defaults;
    }

    /** @throws WrongOptions with a sentence for each option that makes no sense */
    static SimulatorOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>(DEFAULTS);
        List<String> faults = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.startsWith("--") && equals > 2 ? argument.substring(2, equals) : "";
            if (DEFAULTS.containsKey(name)) {
                values.put(name, argument.substring(equals + 1));
            } else {
                faults.add("'%s' is not one of %s.".formatted(argument, known()));
            }
        }
        SimulatorOptions options = new SimulatorOptions(values);
        faults.addAll(options.faults());
        if (!faults.isEmpty()) {
            throw new WrongOptions(faults);
        }
        return options;
    }

    private static String known() {
        return DEFAULTS.keySet().stream().map(name -> "--" + name + "=…").collect(Collectors.joining(", "));
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value.isBlank()) {
                faults.add("--" + name + " is empty; without it, it is " + DEFAULTS.get(name) + ".");
            }
        });
        for (String name : List.of("head-end", "listen")) {
            if (!get(name).matches(".+:\\d{1,5}")) {
                faults.add("--%s is a host and a port joined by a colon, not '%s'.".formatted(name, get(name)));
            }
        }
        for (String name : List.of("duis", "smki", "api")) {
            if (!get(name).matches("https?://[^/\\s]+/?")) {
                faults.add("--%s is an address such as %s, not '%s'.".formatted(name, DEFAULTS.get(name), get(name)));
            }
        }
        if (!get("extra-homes").matches("\\d{1,6}")) {
            faults.add("--extra-homes is a number, not '" + get("extra-homes") + "'.");
        }
        if (!get("seed").matches("-?\\d{1,18}")) {
            faults.add("--seed is a number, not '" + get("seed") + "'.");
        }
        if (!List.of("calm", "everyday", "rough").contains(get("misfortune"))) {
            faults.add("--misfortune is calm, everyday or rough, not '" + get("misfortune") + "'.");
        }
        return faults;
    }

    private String get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    String headEnd() {
        return get("head-end");
    }

    URI duis() {
        return URI.create(get("duis"));
    }

    Smki smki() {
        return new Smki(URI.create(get("smki")), get("smki-key"));
    }

    URI api() {
        return URI.create(get("api"));
    }

    Path keys() {
        return Path.of(get("keys"));
    }

    List<Path> pki() {
        return Arrays.stream(get("pki").split(",")).map(Path::of).toList();
    }

    String market() {
        return get("market");
    }

    int extraHomes() {
        return Integer.parseInt(get("extra-homes"));
    }

    FaultProfile misfortune() {
        return FaultProfile.named(get("misfortune"));
    }

    /** Two runs with the same have the same misfortunes. */
    long seed() {
        return Long.parseLong(get("seed"));
    }

    Path state() {
        return Path.of(get("state"));
    }

    String listenHost() {
        return get("listen").substring(0, get("listen").lastIndexOf(':'));
    }

    int listenPort() {
        return Integer.parseInt(get("listen").substring(get("listen").lastIndexOf(':') + 1));
    }

    /** Ids of parties, {@code meters}, or {@code all}. */
    Set<String> play() {
        return Set.of(get("play").split(","));
    }

    boolean plays(String who) {
        return play().contains(ALL) || play().contains(who);
    }
}
