package org.meterflow.process.fieldvisit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A visit to a home, over all the slots that were booked for it.
 *
 * @param bookings slots that were booked so far
 * @param slot when the slot booked last begins; null while none is
 * @param bookedAt when it was booked
 * @param missed slots that we have missed
 * @param tries visits at which nobody let us in
 * @param reported the outcome that a message has told of the present slot
 * @param note what a message has told besides
 * @param cancelledAt when it was cancelled
 */
record Visit(
        String id,
        String mpxn,
        String about,
        Instant askedAt,
        int bookings,
        @Nullable Instant slot,
        @Nullable Instant bookedAt,
        int missed,
        int tries,
        boolean priority,
        @Nullable String reported,
        @Nullable String note,
        @Nullable Instant cancelledAt) {

    Instant begins() {
        if (slot == null) {
            throw new IllegalStateException("No slot is booked for " + id);
        }
        return slot;
    }
}
