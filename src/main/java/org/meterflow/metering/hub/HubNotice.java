package org.meterflow.metering.hub;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/** Something an operator should know of a hub of the inventory, and how often it has happened. */
public record HubNotice(Eui64 hub, Kind kind, long times, Instant firstAt, Instant lastAt) {

    public enum Kind {
        /** It has called, and nothing here holds its public key. */
        NO_CERTIFICATE,
        /** Somebody has called in its name who does not have its key. */
        WRONG_PROOF,
        /** It has opened a second line while the first was alive. */
        SECOND_LINE,
        /** It has sent more that is worth nothing than is kept: so many were not. */
        RUBBISH
    }
}
