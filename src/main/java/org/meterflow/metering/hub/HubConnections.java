package org.meterflow.metering.hub;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which node holds the line to which hub, and which devices that hub reaches: shared by all nodes. */
@Repository
class HubConnections {

    private final JdbcClient jdbc;
    private final MeteringNode node;

    HubConnections(JdbcClient jdbc, MeteringNode node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    /**
     * Replaces what was known of the hub: the newest line is the good one.
     *
     * @param devices those that it reaches
     * @param announced those that it says it reaches
     */
    void record(Eui64 hub, UUID session, List<Eui64> devices, List<Eui64> announced, Instant at) {
        jdbc.sql("""
                        insert into hub_connection (hub, node, session, connected_at, announced)
                        values (:hub, :node, :session, :at, :announced)
                        on conflict (hub) do update
                        set node = excluded.node, session = excluded.session, connected_at = excluded.connected_at,
                            announced = excluded.announced
                        """)
                .param("hub", hub.value())
                .param("node", node.name())
                .param("session", session)
                .param("at", Timestamp.from(at))
                .param("announced", announced.stream().map(Eui64::value).toArray(String[]::new))
                .update();
        String[] reached = devices.stream().map(Eui64::value).sorted().toArray(String[]::new);
        jdbc.sql("delete from hub_reach where hub = :hub and device <> all(:devices)")
                .param("hub", hub.value())
                .param("devices", reached)
                .update();
        jdbc.sql("""
                        insert into hub_reach (device, hub) select unnest(:devices), :hub
                        on conflict (device) do update set hub = excluded.hub
                        """).param("hub", hub.value()).param("devices", reached).update();
    }

    /** The inventory sees this device behind that hub from now on, or behind none. */
    void placed(Eui64 device, @Nullable Eui64 hub) {
        jdbc.sql("""
                        delete from hub_reach
                        where device = :device and hub <> :device and hub is distinct from cast(:hub as text)
                        """)
                .param("device", device.value())
                .param("hub", hub == null ? null : hub.value(), Types.VARCHAR)
                .update();
        if (hub != null) {
            jdbc.sql("""
                            insert into hub_reach (device, hub)
                            select :device, hub from hub_connection where hub = :hub and :device = any(announced)
                            on conflict (device) do update set hub = excluded.hub
                            """)
                    .param("device", device.value())
                    .param("hub", hub.value())
                    .update();
        }
    }

    /** @return false when a newer line has taken the hub over */
    boolean remove(Eui64 hub, UUID session) {
        return jdbc.sql("delete from hub_connection where hub = :hub and session = :session")
                        .param("hub", hub.value())
                        .param("session", session)
                        .update()
                > 0;
    }

    /** The lines this node is said to hold. */
    Map<Eui64, UUID> ofThisNode() {
        return jdbc
                .sql("select hub, session from hub_connection where node = :node")
                .param("node", node.name())
                .query((row, number) -> Map.entry(new Eui64(row.getString(1)), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @return the hubs whose lines went */
    List<Eui64> removeThoseOfThisNode() {
        return jdbc.sql("delete from hub_connection where node = ? returning hub")
                .param(node.name())
                .query((row, number) -> new Eui64(row.getString(1)))
                .list();
    }

    /** Measured by the database's own clock, which all nodes share and nobody moves. */
    void beat() {
        jdbc.sql("""
                        insert into metering_node (node, seen_at) values (:node, clock_timestamp())
                        on conflict (node) do update set seen_at = excluded.seen_at
                        """).param("node", node.name()).update();
    }

    /** @return the hubs whose lines went with a node that has fallen silent */
    List<Eui64> removeThoseOfSilentNodes(Duration silence) {
        jdbc.sql("delete from metering_node where seen_at < clock_timestamp() - :seconds * interval '1 second'")
                .param("seconds", silence.toMillis() / 1000.0)
                .update();
        return jdbc.sql("""
                        delete from hub_connection where node not in (select node from metering_node) returning hub
                        """).query((row, number) -> new Eui64(row.getString(1))).list();
    }
}
