package org.meterflow.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old the registration data of a network is.
 *
 * @param lastLoaded null when nothing was ever loaded
 * @param stale too old for decisions that cannot be undone
 */
public record Freshness(@Nullable Instant lastLoaded, boolean stale) {}
