package org.meterflow.process.compensateconsumer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer is owed.
 *
 * @param amount pounds
 * @param supplier the party that pays it; null when nobody supplies the meter point
 * @param payBy the end of the time, when something not confirmed is a breach
 * @param paid null while that is open
 */
record Compensation(
        String id,
        String mpxn,
        String reason,
        BigDecimal amount,
        @Nullable String supplier,
        Instant askedAt,
        Instant payBy,
        @Nullable LocalDate paidOn,
        @Nullable Boolean paid) {}
