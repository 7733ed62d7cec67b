package org.meterflow.process.lookathome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * One look at a home.
 *
 * @param meterPoint as it was written, an MPAN or MPRN if it was written well
 * @param found in words; null while nobody has looked
 */
record HomeLook(
        String id,
        CaseKey parent,
        String box,
        String visit,
        String meterPoint,
        Instant askedAt,
        @Nullable String found) {}
