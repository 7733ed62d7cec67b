package org.meterflow.metering.hub;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.meterflow.calendar.ClockMoved;
import org.meterflow.database.DatabaseDown;
import org.meterflow.device.DevicePlaced;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where the route brings what believed hubs send: it keeps what their devices say. */
@Component
public class HubDoor implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(HubDoor.class);

    private final HubLines lines;
    private final HubConnections connections;
    private final HubWatch watch;
    private final MessageStore store;
    private final PowerWatch power;
    private final Rubbish rubbish;
    private final HubAdmission admission;
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
            HubWatch watch,
            MessageStore store,
            PowerWatch power,
            Rubbish rubbish,
            HubAdmission admission,
            TransactionTemplate transaction,
            Clock clock) {
        this.lines = lines;
        this.connections = connections;
        this.watch = watch;
        this.store = store;
        this.power = power;
        this.rubbish = rubbish;
        this.admission = admission;
        this.transaction = transaction;
        this.clock = clock;
        lines.whenLost(line -> farewells.execute(() -> goodbye(line)));
    }

    /** Called by the route for each frame that is not the line's own affair. */
    public void receive(HubMessage message) {
        HubLine line = message.line();
        Eui64 hub = line.hub();
        HubFrame frame = message.frame();
        if (hub == null) {
            line.stored();
            line.refuse("Nobody has been welcomed on this line");
        } else if (frame.type() == HubFrame.Type.HELLO) {
            line.stored();
            announce(line, hub, frame.body());
            rubbish.from(hub);
        } else if (!rubbish.isKept(hub)) {
            line.stored();
        } else if (frame.type() == HubFrame.Type.POWER_LOST) {
            powerLost(line, hub, frame);
            rubbish.from(hub);
        } else if (!store.keep(hub, frame.body(), line::stored)) {
            rubbish.from(hub);
        }
    }

    /** A hub may say again which devices it reaches, on its own line. */
    private void announce(HubLine line, Eui64 hub, byte[] body) {
        try {
            Hello hello = Hello.read(body);
            if (hello.hub().equals(hub)) {
                admission.admit(line, hello);
            } else {
                line.refuse("This line belongs to hub %s, not to %s".formatted(hub, hello.hub()));
            }
        } catch (BadFrame bad) {
            line.refuse(Reason.of(bad));
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
        lines.admitted().forEach(line -> line.send(HubFrame.welcome(moved.now())));
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
