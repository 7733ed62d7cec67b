package org.meterflow.metering.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.meterflow.calendar.ClockMoved;
import org.meterflow.database.DatabaseDown;
import org.meterflow.device.Device;
import org.meterflow.device.DevicePlaced;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where the route brings what hubs send: it greets those the inventory knows and keeps what their devices say. */
@Component
public class HubDoor implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(HubDoor.class);

    private final HubLines lines;
    private final HubConnections connections;
    private final Devices inventory;
    private final HubWatch watch;
    private final MessageStore store;
    private final PowerWatch power;
    private final Admissions admissions;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile boolean closing;
    private final ExecutorService farewells = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "hub-farewells");
        thread.setDaemon(true);
        return thread;
    });

    HubDoor(
            HubLines lines,
            HubConnections connections,
            Devices inventory,
            HubWatch watch,
            MessageStore store,
            PowerWatch power,
            Admissions admissions,
            TransactionTemplate transaction,
            Clock clock) {
        this.lines = lines;
        this.connections = connections;
        this.inventory = inventory;
        this.watch = watch;
        this.store = store;
        this.power = power;
        this.admissions = admissions;
        this.transaction = transaction;
        this.clock = clock;
        lines.whenLost(line -> farewells.execute(() -> goodbye(line)));
    }

    /** Called by the route for each frame that is not the line's own affair. */
    public void receive(HubMessage message) {
        HubLine line = message.line();
        Eui64 hub = line.hub();
        if (message.frame().type() == HubFrame.Type.HELLO) {
            greet(line, message.frame().body());
        } else if (hub == null) {
            line.stored();
            line.refuse("Nobody has been welcomed on this line");
        } else if (message.frame().type() == HubFrame.Type.POWER_LOST) {
            powerLost(line, hub, message.frame());
        } else {
            store.keep(hub, message.frame().body(), line::stored);
        }
    }

    private void powerLost(HubLine line, Eui64 hub, HubFrame frame) {
        try {
            power.lost(hub, frame.time(), line::stored);
        } catch (BadFrame bad) {
            line.stored();
            line.refuse(Reason.of(bad));
        }
    }

    private void greet(HubLine line, byte[] body) {
        try {
            Hello hello = Hello.read(body);
            Eui64 before = line.hub();
            if (before != null && !before.equals(hello.hub())) {
                line.refuse("This line belongs to hub %s, not to %s".formatted(before, hello.hub()));
            } else if (!isHub(hello.hub())) {
                line.refuse("Hub %s is unknown to the inventory".formatted(hello.hub()));
            } else {
                Duration absence = before == null ? admissions.absence(System.nanoTime()) : Duration.ZERO;
                if (absence.isZero()) {
                    admit(line, hello);
                } else {
                    line.sendAway(absence);
                }
            }
        } catch (BadFrame bad) {
            line.refuse(Reason.of(bad));
        } catch (RuntimeException failure) {
            log.error("{} could not be admitted", line, failure);
            line.close();
        }
    }

    private boolean isHub(Eui64 id) {
        return inventory
                .find(id)
                .filter(device -> device.type() == DeviceType.CHF)
                .isPresent();
    }

    /** Those announced devices that the inventory too sees behind this hub, the hub's own function included. */
    private List<Eui64> reached(Hello hello) {
        Set<Eui64> behind =
                inventory.behind(hello.hub()).stream().map(Device::id).collect(Collectors.toSet());
        return hello.devices().stream()
                .filter(device -> device.equals(hello.hub()) || behind.contains(device))
                .toList();
    }

    private void admit(HubLine line, Hello hello) {
        Eui64 hub = hello.hub();
        List<Eui64> devices = reached(hello);
        if (devices.size() < hello.devices().size()) {
            log.warn(
                    "Hub {} also announces devices the inventory does not see behind it: {}",
                    hub,
                    hello.devices().stream()
                            .filter(device -> !devices.contains(device))
                            .toList());
        }
        lines.take(hub, line);
        transaction.executeWithoutResult(status -> {
            connections.record(hub, line.session(), devices, hello.devices(), clock.instant());
            watch.connected(hub, devices);
        });
        line.admitted();
        line.send(HubFrame.welcome(clock.instant()));
        if (!line.isOpen()) {
            goodbye(line);
        }
    }

    private void goodbye(HubLine line) {
        Eui64 hub = line.hub();
        if (hub == null || closing) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                if (connections.remove(hub, line.session())) {
                    watch.disconnected(hub);
                }
            });
        } catch (RuntimeException failure) {
            log.warn(
                    "That {} is gone could not be recorded; the next heartbeat will: {}",
                    line,
                    failure.getMessage(),
                    DatabaseDown.surprise(failure));
        }
    }

    /** What a hub announced before the inventory knew of it is reached from now on. */
    @EventListener
    void on(DevicePlaced placed) {
        connections.placed(placed.device(), placed.hub());
    }

    /** The network's time has changed: the hubs, and through them the devices, follow. */
    @EventListener
    void on(ClockMoved moved) {
        lines.all().forEach(line -> line.send(HubFrame.welcome(moved.now())));
    }

    /** All lines go now; {@link HubPresence} records that in one piece. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    @Override
    public void destroy() {
        farewells.shutdownNow();
    }
}
