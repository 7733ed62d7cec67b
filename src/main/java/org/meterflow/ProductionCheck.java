package org.meterflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Production brings its own database, keys and first administrator, and none of the demonstration's conveniences. It says
 * at once what is missing, all of it, before anything is started.
 */
class ProductionCheck implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, String> REQUIRED = required();

    private static Map<String, String> required() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", "the address of your PostgreSQL server, jdbc:postgresql://…");
        settings.put("spring.datasource.username", "the user Meterflow has on it");
        settings.put("spring.datasource.password", "that user's password");
        settings.put("meterflow.pki.directory", "the folder with the certificates and keys of the DCC and its users");
        return settings;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("production"))) {
            return;
        }
        List<String> sentences = new ArrayList<>();
        REQUIRED.forEach((setting, what) -> {
            if (environment.getProperty(setting, "").isBlank()) {
                sentences.add(setting + " is missing: " + what + ".");
            }
        });
        if (environment.acceptsProfiles(Profiles.of("demo"))
                || environment.getProperty("meterflow.demo.adjustable-clock", Boolean.class, false)) {
            sentences.add("The demo and its adjustable clock have no place in production: remove them.");
        }
        if (!sentences.isEmpty()) {
            throw new MissingSettings(sentences);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
