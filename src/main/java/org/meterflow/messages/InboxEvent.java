package org.meterflow.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an inbound message.
 *
 * @param actor the person who caused it; null for the platform itself
 */
public record InboxEvent(
        Instant at,
        InboxState state,
        Verdict verdict,
        String reason,
        @Nullable String actor) {}
