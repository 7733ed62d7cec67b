package org.meterflow.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;

/**
 * What someone wants to do.
 *
 * @param serviceReferenceVariant such as 4.6.1
 * @param device null when the request is to the DCC and names no device
 * @param mpxn the meter point the request names itself, if any; a known device's own meter point counts before it
 * @param at when the question is put: on receipt, and again on execution
 * @param executionAt when it is to be done, if later; null for now
 */
public record AccessRequest(
        Eui64 user,
        String serviceReferenceVariant,
        @Nullable Eui64 device,
        @Nullable Mpxn mpxn,
        Instant at,
        @Nullable Instant executionAt) {}
