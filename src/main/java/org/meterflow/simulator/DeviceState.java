package org.meterflow.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.gbcs.Octets;

/** What a device must not forget over a restart: counters, whom it trusts as its supplier, and what waits for its date. */
final class DeviceState {

    private static final int ALERTS_KEPT = 8;

    /** As it lies in the hub's file. */
    record Saved(
            Map<String, String> lastCounters,
            String ownCounter,
            List<Octets> supplierCertificates,
            @Nullable Octets pendingChange,
            @Nullable Eui64 pendingOriginator,
            List<Octets> alerts) {}

    private final Map<Eui64, Long> lastCounters = new HashMap<>();
    private final List<Octets> alerts = new ArrayList<>();
    private long ownCounter;
    private List<Octets> supplierCertificates = List.of();
    private @Nullable Octets pendingChange;
    private @Nullable Eui64 pendingOriginator;

    static DeviceState of(@Nullable Saved saved) {
        DeviceState state = new DeviceState();
        if (saved != null) {
            saved.lastCounters()
                    .forEach((party, counter) ->
                            state.lastCounters.put(Eui64.of(party), Long.parseUnsignedLong(counter)));
            state.ownCounter = Long.parseUnsignedLong(saved.ownCounter());
            state.supplierCertificates = List.copyOf(saved.supplierCertificates());
            state.pendingChange = saved.pendingChange();
            state.pendingOriginator = saved.pendingOriginator();
            state.alerts.addAll(saved.alerts());
        }
        return state;
    }

    Saved saved() {
        Map<String, String> counters = new HashMap<>();
        lastCounters.forEach((party, counter) -> counters.put(party.value(), Long.toUnsignedString(counter)));
        return new Saved(
                counters,
                Long.toUnsignedString(ownCounter),
                supplierCertificates,
                pendingChange,
                pendingOriginator,
                List.copyOf(alerts));
    }

    /** @return whether this party has counted on since its last command */
    boolean isHigher(Eui64 originator, long counter) {
        Long last = lastCounters.get(originator);
        return last == null || Long.compareUnsigned(counter, last) > 0;
    }

    void accepted(Eui64 originator, long counter) {
        lastCounters.put(originator, counter);
    }

    long nextOwnCounter() {
        return ++ownCounter;
    }

    /** Signing, agreement and agreement for top-ups (DER); empty while those of the installation hold. */
    List<Octets> supplierCertificates() {
        return supplierCertificates;
    }

    void supplierReplaced(List<Octets> certificates) {
        supplierCertificates = List.copyOf(certificates);
    }

    void await(Eui64 originator, Octets change) {
        pendingChange = change;
        pendingOriginator = originator;
    }

    void awaitNothing() {
        pendingChange = null;
        pendingOriginator = null;
    }

    @Nullable
    Octets pendingChange() {
        return pendingChange;
    }

    @Nullable
    Eui64 pendingOriginator() {
        return pendingOriginator;
    }

    /** The last ones are kept, to be told again to a head-end that may have missed them. */
    void raised(Octets alert) {
        alerts.add(alert);
        if (alerts.size() > ALERTS_KEPT) {
            alerts.remove(0);
        }
    }

    List<Octets> alerts() {
        return List.copyOf(alerts);
    }
}
