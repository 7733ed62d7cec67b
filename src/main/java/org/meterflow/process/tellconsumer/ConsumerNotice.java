package org.meterflow.process.tellconsumer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a consumer was to be told.
 *
 * @param channel by which they shall be told; null leaves it to what the consumer prefers
 * @param supplier the party that tells them; null when nobody supplies the meter point
 * @param toldBy the channel that was taken
 * @param format such as large print
 * @param reason why they could not be told
 */
record ConsumerNotice(
        String id,
        String mpxn,
        String about,
        String text,
        @Nullable String channel,
        @Nullable String supplier,
        Instant askedAt,
        @Nullable Boolean told,
        @Nullable String toldBy,
        @Nullable String format,
        @Nullable String reason,
        @Nullable Instant settledAt) {}
