package org.meterflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** What a production installation was started with, and what its people say they do knowingly. */
final class ProductionSettings {

    static final String KNOWINGLY = "meterflow.production.knowingly";
    static final String TLS_IN_FRONT = "meterflow.production.tls-in-front";

    private final ConfigurableEnvironment environment;

    ProductionSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Empty when it is not set. */
    String text(String setting) {
        return environment.getProperty(setting, "");
    }

    boolean is(String setting, boolean otherwise) {
        return environment.getProperty(setting, Boolean.class, otherwise);
    }

    boolean profile(String name) {
        return environment.acceptsProfiles(Profiles.of(name));
    }

    /** The words of a list, however it is written down. */
    Set<String> words(String setting) {
        return Set.copyOf(Binder.get(environment)
                .bind(setting, Bindable.listOf(String.class))
                .orElse(List.of()));
    }

    boolean knowingly(String word) {
        return words(KNOWINGLY).contains(word);
    }

    /** Whether a proxy in front of this door carries TLS for it. */
    boolean tlsInFront(String door) {
        Set<String> doors = words(TLS_IN_FRONT);
        return doors.contains(door) || doors.contains("all");
    }

    /** All settings below a name, by what follows it. */
    Map<String, String> below(String name) {
        return new TreeMap<>(Binder.get(environment)
                .bind(name, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
    }
}
