package org.meterflow.metering;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.MeterMessages.Received;
import org.meterflow.metering.hub.MessageStore;
import org.springframework.stereotype.Component;

/** Keeps what devices send, many messages to a transaction, and only then lets them be read. */
@Component
class MeterInbox implements MessageStore, StoredInBatches {

    private record Arrival(Received received, Runnable stored) {}

    private final MeterMessages rows;
    private final MeterReaders readers;
    private final Clock clock;
    private final Batches<Arrival> batches;

    MeterInbox(MeterMessages rows, MeterReaders readers, MeteringSettings settings, Clock clock) {
        this.rows = rows;
        this.readers = readers;
        this.clock = clock;
        this.batches = new Batches<>("meter-inbox", settings.batch(), this::take);
    }

    @Override
    public boolean keep(Eui64 hub, byte[] message, Runnable stored) {
        Eui64 sender = sender(message);
        batches.put(new Arrival(new Received(digest(message), hub, sender, message, 1), stored));
        return sender != null;
    }

    static byte[] digest(byte[] message) {
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

    private void take(List<Arrival> batch) {
        readers.read(store(batch));
        batch.forEach(arrival -> arrival.stored().run());
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
    public Batches<?> batches() {
        return batches;
    }
}
