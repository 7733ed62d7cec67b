package org.meterflow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks whether the platform's ports are free before anything is started, and says of each that is not. */
class PortCheck implements EnvironmentPostProcessor, Ordered {

    private static final Map<String, Integer> PORTS = ports();

    private static Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("server.port", 8080);
        ports.put("meterflow.gateway.port", 8079);
        ports.put("meterflow.smki.port", 8083);
        ports.put("meterflow.metering.port", 7070);
        return ports;
    }

    /** Only where the platform itself is started, not a part of it. */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<String> taken =
                Meterflow.class.equals(application.getMainApplicationClass()) ? taken(environment) : List.of();
        if (!taken.isEmpty()) {
            throw new PortsTaken(taken);
        }
    }

    static List<String> taken(ConfigurableEnvironment environment) {
        List<String> sentences = new ArrayList<>();
        PORTS.forEach((setting, otherwise) -> {
            int port = environment.getProperty(setting, Integer.class, otherwise);
            if (port > 0 && !free(environment.getProperty("server.address", "0.0.0.0"), port)) {
                sentences.add("Port %s (%s) is taken by another program.".formatted(port, setting));
            }
        });
        return sentences;
    }

    private static boolean free(String host, int port) {
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
