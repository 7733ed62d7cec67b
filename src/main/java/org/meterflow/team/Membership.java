package org.meterflow.team;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which somebody was in a team.
 *
 * @param givenBy an administrator, or where else it came from, in words
 * @param takenAt null for one that lasts
 */
public record Membership(
        String person,
        String team,
        Instant givenAt,
        String givenBy,
        @Nullable Instant takenAt,
        @Nullable String takenBy) {}
