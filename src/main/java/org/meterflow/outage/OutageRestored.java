package org.meterflow.outage;

import java.time.Instant;

/**
 * The homes of an outage have supply again.
 *
 * @param hubs all that had lost it
 * @param restored those that have it again; the others count as single homes without supply from now on
 */
public record OutageRestored(long outage, String area, Instant startedAt, int hubs, int restored, Instant at) {}
