package org.meterflow.process.specialread;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpxn;

/**
 * One special read. Its read id is the business key of its case.
 *
 * @param party who asked, and is told
 * @param kwh the import register; null while there is none
 * @param reason why it was refused, or why there is no read
 */
record RequestedRead(
        String readId,
        Mpxn mpxn,
        String party,
        Instant requestedAt,
        State state,
        @Nullable BigDecimal kwh,
        @Nullable String reason) {

    enum State {
        REQUESTED("Requested"),
        REFUSED("Refused"),
        READ("Read"),
        SILENT("No answer"),
        TOLD("Supplier told");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean ended() {
            return this == REFUSED || this == TOLD;
        }
    }
}
