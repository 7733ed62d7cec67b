package org.meterflow.outage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Many homes of one area without supply.
 *
 * @param area a postcode district, or a network operator's area
 * @param startedAt when the first home lost its supply
 * @param lastLoss when the latest did
 * @param hubs how many homes lost it
 * @param restored how many of them have it again
 * @param restoredAt null while it lasts
 */
public record Outage(
        long id,
        String area,
        Instant startedAt,
        Instant lastLoss,
        int hubs,
        int restored,
        @Nullable Instant restoredAt) {}
