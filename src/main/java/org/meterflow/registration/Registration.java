package org.meterflow.registration;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * Who supplies a meter point, from which day to which, and since when that has been known here.
 *
 * @param from the first day of supply, London
 * @param to the first day no longer supplied; null when no end is known
 * @param knownUntil when something else was learnt; null while this is what is known
 * @param source who said so: a file, a switch
 */
public record Registration(
        Mpxn mpxn,
        Mpid supplier,
        Mpid network,
        LocalDate from,
        @Nullable LocalDate to,
        Instant knownSince,
        @Nullable Instant knownUntil,
        String source) {}
