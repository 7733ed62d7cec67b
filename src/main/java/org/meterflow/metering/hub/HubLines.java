package org.meterflow.metering.hub;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;

/** The lines this node holds, by hub. A hub has one line, which is given up to another only when it is dead. */
@Component
public class HubLines {

    private final Map<Eui64, HubLine> byHub = new ConcurrentHashMap<>();
    private volatile Consumer<HubLine> whenLost = line -> {};

    /**
     * Sends a message towards a device.
     *
     * @param undelivered run when the line is gone or breaks while the message is written
     */
    public void send(Eui64 hub, byte[] message, Runnable undelivered) {
        HubLine line = byHub.get(hub);
        if (line == null) {
            undelivered.run();
        } else {
            line.carry(HubFrame.gbcs(message), undelivered);
        }
    }

    void whenLost(Consumer<HubLine> listener) {
        whenLost = listener;
    }

    /** @return the hub's open line, when it has another one: then this one is not taken */
    @Nullable
    HubLine take(Eui64 hub, HubLine line) {
        HubLine holds =
                byHub.compute(hub, (same, older) -> older != null && older != line && older.isOpen() ? older : line);
        if (holds != line) {
            return holds;
        }
        line.belongsTo(hub);
        if (!line.isOpen()) {
            byHub.remove(hub, line);
        }
        return null;
    }

    @Nullable
    HubLine of(Eui64 hub) {
        return byHub.get(hub);
    }

    /** Runs on the network's own thread, so the listener must not wait for anything. */
    void lost(HubLine line) {
        Eui64 hub = line.hub();
        if (hub != null) {
            byHub.remove(hub, line);
            whenLost.accept(line);
        }
    }

    Collection<HubLine> all() {
        return List.copyOf(byHub.values());
    }

    /** Those whose hubs are welcome. */
    List<HubLine> admitted() {
        return byHub.values().stream().filter(HubLine::isAdmitted).toList();
    }
}
