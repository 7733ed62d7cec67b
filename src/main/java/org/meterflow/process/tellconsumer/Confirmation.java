package org.meterflow.process.tellconsumer;

import org.jspecify.annotations.Nullable;

/**
 * What a supplier says came of it.
 *
 * @param outcome told or undeliverable
 * @param channel by which the consumer was told
 * @param format such as large print
 * @param reason why they could not be told
 */
record Confirmation(
        String outcome,
        @Nullable String channel,
        @Nullable String format,
        @Nullable String reason) {}
