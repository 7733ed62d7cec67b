package org.meterflow.outage;

import java.time.Instant;

/**
 * More homes have lost their supply; told now and then, however fast it grows.
 *
 * @param hubs all that have lost it
 */
public record OutageGrew(long outage, String area, int hubs, Instant at) {}
