package org.meterflow.gateway.schedule;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/**
 * A user's standing order for reads of a device, carried out by the DCC.
 *
 * @param id the one the user was told, at most 10^12
 * @param occurrence the number of the next run, from 0
 * @param nextAt when that is
 */
public record Schedule(long id, Eui64 owner, Eui64 device, Terms terms, int occurrence, Instant nextAt) {}
