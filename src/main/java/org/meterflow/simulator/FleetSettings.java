package org.meterflow.simulator;

import java.nio.file.Path;
import java.time.Duration;

/**
 * @param state where hubs keep what must survive a restart, a file each
 * @param gasWakeUp how long a gas meter sleeps at most before it hears a command
 * @param silence after which a hub asks whether the head-end is still there; as long again, and it hangs up
 * @param shortestPause before a hub connects again; it doubles with each failure
 * @param longestPause up to this, and each pause is shortened by chance by up to a half
 */
public record FleetSettings(
        String headEndHost,
        int headEndPort,
        Path state,
        Duration gasWakeUp,
        Duration silence,
        Duration shortestPause,
        Duration longestPause) {

    public static FleetSettings towards(String host, int port, Path state) {
        return new FleetSettings(
                host,
                port,
                state,
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(30));
    }
}
