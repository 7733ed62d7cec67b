package org.meterflow.metering.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.database.DatabaseDown;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** This node's heartbeat: it keeps the record of its own lines true and clears away those of nodes that have died. */
@Component
class HubPresence implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HubPresence.class);
    private static final Duration CLOCKS_AGREE = Duration.ofSeconds(1);

    private final HubSettings settings;
    private final HubConnections connections;
    private final HubLines lines;
    private final HubWatch watch;
    private final HubNotices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private @Nullable ScheduledExecutorService heart;
    private Duration clockAhead = Duration.ZERO;
    private volatile boolean heldLines;

    HubPresence(
            HubSettings settings,
            HubConnections connections,
            HubLines lines,
            HubWatch watch,
            HubNotices notices,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.connections = connections;
        this.lines = lines;
        this.watch = watch;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void start() {
        clockAhead = clockAhead();
        connections.beat();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "hub-presence");
            thread.setDaemon(true);
            return thread;
        });
        long every = settings.heartbeat().toMillis();
        started.scheduleWithFixedDelay(this::beatSafely, every, every, TimeUnit.MILLISECONDS);
        heart = started;
    }

    private void beatSafely() {
        try {
            beat();
        } catch (RuntimeException failure) {
            log.warn(
                    "A heartbeat failed; the next is due in {}: {}",
                    settings.heartbeat(),
                    failure.getMessage(),
                    DatabaseDown.surprise(failure));
        }
    }

    void beat() {
        connections.beat();
        heldLines = !lines.all().isEmpty();
        List<HubLine> held = lines.admitted();
        Map<Eui64, UUID> recorded = connections.ofThisNode();
        held.forEach(line -> hangUpUnlessRecorded(line, recorded));
        recorded.forEach(this::forgetIfGone);
        transaction.executeWithoutResult(status ->
                connections.removeThoseOfSilentNodes(settings.nodeLostAfter()).forEach(watch::disconnected));
        notices.write();
        tellTimeIfMoved();
    }

    /** A line without its record was cleared away by others, who took this node for dead: the hub shall call again. */
    private void hangUpUnlessRecorded(HubLine line, Map<Eui64, UUID> recorded) {
        Eui64 hub = line.hub();
        if (hub == null || !line.session().equals(recorded.get(hub))) {
            log.warn("{} is no longer on record: hanging up", line);
            line.close();
        }
    }

    private void forgetIfGone(Eui64 hub, UUID session) {
        HubLine line = lines.of(hub);
        if (line == null) {
            transaction.executeWithoutResult(status -> {
                if (connections.remove(hub, session)) {
                    watch.disconnected(hub);
                }
            });
        }
    }

    /** Another node may have moved the platform's clock: its event is not heard here. */
    private void tellTimeIfMoved() {
        Duration ahead = clockAhead();
        if (ahead.minus(clockAhead).abs().compareTo(CLOCKS_AGREE) > 0) {
            clockAhead = ahead;
            lines.admitted().forEach(line -> line.send(HubFrame.welcome(clock.instant())));
        }
    }

    /** How far the platform's clock is from the machine's uninterrupted count. */
    private Duration clockAhead() {
        return Duration.between(Instant.EPOCH, clock.instant()).minusNanos(System.nanoTime());
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = heart;
        heart = null;
        if (stopping == null) {
            return;
        }
        stopping.shutdownNow();
        try {
            stopping.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        if (heldLines) {
            forgetAll();
        }
    }

    private void forgetAll() {
        try {
            transaction.executeWithoutResult(
                    status -> connections.removeThoseOfThisNode().forEach(watch::disconnected));
        } catch (RuntimeException failure) {
            log.warn(
                    "This node's lines could not be taken off the record; other nodes will: {}",
                    failure.getMessage(),
                    DatabaseDown.surprise(failure));
        }
    }

    @Override
    public boolean isRunning() {
        return heart != null;
    }

    /** Before the first hub can connect, and until after the last has gone. */
    @Override
    public int getPhase() {
        return 0;
    }
}
