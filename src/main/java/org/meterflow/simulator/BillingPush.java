package org.meterflow.simulator;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends the data of a billing period when it ends, once a supplier has set the calendar of bills. */
final class BillingPush {

    private static final String LAST = "billing.last";

    private final Memory memory;
    private final UnaryOperator<@Nullable Instant> next;

    /** @param next the first end of a period after a moment; null when there is none */
    BillingPush(Memory memory, UnaryOperator<@Nullable Instant> next) {
        this.memory = memory;
        this.next = next;
    }

    /** From now on, as the calendar says. */
    void begin(Instant now) {
        memory.put(LAST, now);
    }

    @Nullable
    Instant due() {
        Instant last = memory.time(LAST);
        return last == null ? null : next.apply(last);
    }

    /** @return the end of the last period that has ended since the last time; null when none has */
    @Nullable
    Instant ended(Instant now) {
        Instant ended = null;
        Instant due = due();
        while (due != null && !due.isAfter(now)) {
            ended = due;
            memory.put(LAST, due);
            due = due();
        }
        return ended;
    }
}
