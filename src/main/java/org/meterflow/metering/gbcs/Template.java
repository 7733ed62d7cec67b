package org.meterflow.metering.gbcs;

import java.time.Instant;
import java.util.Map;
import org.meterflow.identifier.Eui64;

/** A command's payload, but for what changes from one command to the next. */
interface Template {

    Octets payload(Context context);

    /**
     * @param user for whom: the originator, or who is named in the supplementary fields
     * @param parameters the request's own, by name
     */
    record Context(long counter, Eui64 user, Eui64 device, Map<String, Instant> parameters) {

        Instant time(String name) {
            Instant time = parameters.get(name);
            if (time == null) {
                throw new IllegalArgumentException("This use case needs a time named " + name);
            }
            return time;
        }
    }
}
