package org.meterflow.metering.hub;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param node this node's name among those that share the database; without one, a new name for each start
 * @param pingAfter silence after which a hub is asked whether it is still there; as long again, and the line is closed
 * @param heartbeat how often this node says that it lives
 * @param nodeLostAfter silence after which another node's lines count as gone
 * @param admissionsPerSecond how many believed hubs are let in each second; the others are told when to call again
 * @param longestAbsence the longest a hub is told to stay away
 * @param tlsBundle name of the Spring SSL bundle; without one the lines are not encrypted (the messages are)
 */
@ConfigurationProperties("meterflow.metering.hubs")
record HubSettings(
        @Nullable String node,
        @DefaultValue("60s") Duration pingAfter,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("20s") Duration nodeLostAfter,
        @DefaultValue("500") int admissionsPerSecond,
        @DefaultValue("10m") Duration longestAbsence,
        @Nullable String tlsBundle) {

    HubSettings {
        if (node == null || node.isBlank()) {
            node = UUID.randomUUID().toString();
        }
        if (admissionsPerSecond < 1) {
            throw new IllegalArgumentException("meterflow.metering.hubs.admissions-per-second: at least one");
        }
        if (heartbeat.multipliedBy(2).compareTo(nodeLostAfter) > 0) {
            throw new IllegalArgumentException(
                    "meterflow.metering.hubs: a node that beats every %s cannot count as lost after %s"
                            .formatted(heartbeat, nodeLostAfter));
        }
    }
}
