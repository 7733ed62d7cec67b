package org.meterflow.metering;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.MeterMessages.Received;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.MalformedGbcs;
import org.meterflow.metering.hub.MessageStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps what devices send, many messages to a transaction, and only then lets them be read. */
@Component
class MeterInbox implements MessageStore, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MeterInbox.class);
    private static final int MOST_WAITING = 10_000;

    private record Arrival(Received received, Runnable stored) {}

    private final MeterMessages rows;
    private final MeterReaders readers;
    private final MeteringSettings settings;
    private final Clock clock;
    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean running;
    private @Nullable Thread thread;

    MeterInbox(MeterMessages rows, MeterReaders readers, MeteringSettings settings, Clock clock) {
        this.rows = rows;
        this.readers = readers;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void keep(Eui64 hub, byte[] message, Runnable stored) {
        try {
            arrivals.put(new Arrival(new Received(digest(message), hub, sender(message), message, 1), stored));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing from this Java platform", impossible);
        }
    }

    private static @Nullable Eui64 sender(byte[] message) {
        try {
            return GbcsMessage.parse(message).originator();
        } catch (MalformedGbcs noMessage) {
            return null;
        }
    }

    @Override
    public void start() {
        running = true;
        Thread started = new Thread(this::run, "meter-inbox");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void run() {
        List<Arrival> batch = new ArrayList<>();
        while (running || !batch.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    batch.add(arrivals.take());
                    arrivals.drainTo(batch, settings.batch() - 1);
                }
                readers.read(store(batch));
                batch.forEach(arrival -> arrival.stored().run());
                batch.clear();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                log.warn("{} messages from devices could not be stored; they are tried again", batch.size(), failure);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private List<Long> store(List<Arrival> batch) {
        Map<String, Received> distinct = new LinkedHashMap<>();
        for (Arrival arrival : batch) {
            Received received = arrival.received();
            distinct.merge(HexFormat.of().formatHex(received.digest()), received, MeterInbox::twice);
        }
        return rows.insert(List.copyOf(distinct.values()), clock.instant());
    }

    private static Received twice(Received first, Received second) {
        return new Received(
                first.digest(), first.hub(), first.sender(), first.message(), first.copies() + second.copies());
    }

    @Override
    public void stop() {
        running = false;
        Thread stopping = thread;
        if (stopping != null) {
            stopping.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the first hub can connect, and until after the last has gone. */
    @Override
    public int getPhase() {
        return 0;
    }
}
