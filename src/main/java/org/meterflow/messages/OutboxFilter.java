package org.meterflow.messages;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to show of the outbox; null means any, an empty set of states means all. */
public record OutboxFilter(
        @Nullable String channel,
        @Nullable String recipient,
        @Nullable String name,
        @Nullable String key,
        Set<OutboxState> states,
        @Nullable Instant from,
        @Nullable Instant to) {

    public static OutboxFilter all() {
        return new OutboxFilter(null, null, null, null, Set.of(), null, null);
    }

    public static OutboxFilter key(String key) {
        return new OutboxFilter(null, null, null, key, Set.of(), null, null);
    }
}
