package org.meterflow.messages;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to show of the message log; null means any, an empty set of states or verdicts means all. */
public record InboxFilter(
        @Nullable String name,
        @Nullable String key,
        @Nullable String sender,
        Set<InboxState> states,
        Set<Verdict> verdicts,
        @Nullable Instant from,
        @Nullable Instant to) {

    public static InboxFilter all() {
        return new InboxFilter(null, null, null, Set.of(), Set.of(), null, null);
    }

    public static InboxFilter key(String key) {
        return new InboxFilter(null, key, null, Set.of(), Set.of(), null, null);
    }
}
