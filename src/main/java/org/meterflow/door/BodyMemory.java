package org.meterflow.door;

import java.util.HashMap;
import java.util.Map;

/** The memory for bodies: one address gets at most half. Of all, and of each half, the last quarter is kept for short ones. */
final class BodyMemory {

    private static final long SHORT = 64L * 1024;

    private final long total;
    private final Map<String, Long> byAddress = new HashMap<>();
    private long taken;

    BodyMemory(long total) {
        this.total = total;
    }

    /** @param heldBefore by the same body */
    synchronized boolean take(String address, long heldBefore, long bytes) {
        long ofAddress = byAddress.getOrDefault(address, 0L);
        long most = heldBefore + bytes <= SHORT ? total : total - total / 4;
        if (taken + bytes > most || ofAddress + bytes > most / 2) {
            return false;
        }
        taken += bytes;
        byAddress.put(address, ofAddress + bytes);
        return true;
    }

    synchronized void give(String address, long bytes) {
        taken -= bytes;
        byAddress.computeIfPresent(address, (same, held) -> held > bytes ? held - bytes : null);
    }

    synchronized long taken() {
        return taken;
    }
}
