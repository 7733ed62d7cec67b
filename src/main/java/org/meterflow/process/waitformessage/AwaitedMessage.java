package org.meterflow.process.waitformessage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a case waits for, has had, or has waited for in vain.
 *
 * @param id of the case that waits
 * @param key what the message must carry
 * @param party who alone may send it; null for whoever has the role
 * @param data JSON as it came; null while nothing has come
 */
record AwaitedMessage(
        String id,
        String name,
        String key,
        @Nullable String party,
        Instant beganAt,
        Instant deadline,
        State state,
        @Nullable String data,
        @Nullable String sender,
        @Nullable Instant endedAt) {

    enum State {
        WAITING,
        CAME,
        EXPIRED,
        /** The case that called has gone another way. */
        CUT_OFF
    }
}
