package org.meterflow.metering;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/**
 * What is wrong with a hub of the inventory, or with those who say that they are it.
 *
 * @param what a sentence for people
 * @param times how often it happened
 */
public record HubTrouble(Eui64 hub, String what, long times, Instant firstAt, Instant lastAt) {}
