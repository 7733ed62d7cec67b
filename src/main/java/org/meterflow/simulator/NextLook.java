package org.meterflow.simulator;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** When a meter has to look again at what it watches; it need not while all is well. */
final class NextLook {

    private final Memory memory;
    private final String name;
    private final BooleanSupplier atRisk;

    /** @param atRisk whether the home's usual ways may lead to something to tell, even if it was never looked at */
    NextLook(Memory memory, String name, BooleanSupplier atRisk) {
        this.memory = memory;
        this.name = name;
        this.atRisk = atRisk;
    }

    /** At once in a home at risk that was never looked at; null while all is well. */
    @Nullable
    Instant due() {
        Instant next = memory.time(name);
        return next == null && atRisk.getAsBoolean() ? Instant.EPOCH : next;
    }

    void set(@Nullable Instant next) {
        if (next == null) {
            memory.remove(name);
        } else {
            memory.put(name, next);
        }
    }
}
