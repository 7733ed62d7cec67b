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

    /**
     * @param headEnd host and port, joined by a colon
     * @throws IllegalArgumentException when it is not that
     */
    public static FleetSettings towards(String headEnd, Path state) {
        int colon = headEnd.lastIndexOf(':');
        if (colon < 1 || !headEnd.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("'" + headEnd + "' is not a host and a port joined by a colon");
        }
        return new FleetSettings(
                headEnd.substring(0, colon),
                Integer.parseInt(headEnd.substring(colon + 1)),
                state,
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(30));
    }
}
