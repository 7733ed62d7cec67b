package org.meterflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.database.FreePort;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where the platform is to take any free port and its simulated world runs beside it, the port is chosen before both start:
 * else the world could not know where to call.
 */
class FreePorts implements EnvironmentPostProcessor, Ordered {

    private static final List<String> SETTINGS =
            List.of("meterflow.metering.port", "meterflow.gateway.port", "meterflow.smki.port");

    /** Only where the platform itself is started, not a part of it. */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (Meterflow.class.equals(application.getMainApplicationClass())
                && environment.getProperty("meterflow.simulator.enabled", Boolean.class, false)) {
            choose(environment);
        }
    }

    static void choose(ConfigurableEnvironment environment) {
        Map<String, Object> chosen = new HashMap<>();
        for (String setting : SETTINGS) {
            if ("0".equals(environment.getProperty(setting))) {
                chosen.put(setting, FreePort.find());
            }
        }
        environment.getPropertySources().addFirst(new MapPropertySource("free ports", chosen));
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
