package org.meterflow.metering;

import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** In whose name a device is asked: it decides whose counter the command carries and who can read the answer. */
public sealed interface OnBehalfOf {

    /** The user in whose name is asked; null where the DCC asks for itself. */
    default @Nullable Eui64 user() {
        return null;
    }

    /** The DCC's own access control broker, with its own counter: the platform can read the values itself. */
    record Dcc() implements OnBehalfOf {}

    /**
     * A user whose credentials are on the device. The command carries the counter of the user's own request
     * (unsigned 64 bit), and the answer is for the user alone.
     */
    record KnownUser(Eui64 user, long counter) implements OnBehalfOf {}

    /**
     * A user whom the device does not know: the broker asks, and names the user and the counter of its request
     * (unsigned 64 bit) beside its own.
     */
    record UnknownUser(Eui64 user, long counter) implements OnBehalfOf {}

    /** The transitional change-of-supplier party, which signs the replacement of supplier credentials (SRV 6.23). */
    record TransitionalChangeOfSupplier() implements OnBehalfOf {}

    static OnBehalfOf dcc() {
        return new Dcc();
    }

    static OnBehalfOf transitionalChangeOfSupplier() {
        return new TransitionalChangeOfSupplier();
    }
}
