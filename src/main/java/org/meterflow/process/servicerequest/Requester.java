package org.meterflow.process.servicerequest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * The user a device is asked for, who may change while the device is silent: a meter point passes to another supplier, and
 * what was asked in the name of the one goes on in the name of the other.
 *
 * @param from since when it is the later user
 */
public record Requester(
        Eui64 user, @Nullable Eui64 later, @Nullable Instant from) {

    public Requester {
        if ((later == null) != (from == null)) {
            throw new IllegalArgumentException("A later requester needs a moment, and a moment a later requester");
        }
    }

    public static Requester of(Eui64 user) {
        return new Requester(user, null, null);
    }

    public Requester passingTo(Eui64 next, Instant at) {
        return new Requester(user, next, at);
    }

    public Eui64 at(Instant time) {
        return later == null || from == null || time.isBefore(from) ? user : later;
    }
}
