package org.meterflow.process.changeofsupplier;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a meter said of how it charges, before its supplier changed: each answer by the names its service request has; empty where
 * the meter did not answer.
 *
 * @param tariff of 4.11.1
 * @param paysInAdvance of 6.2.9; null when unknown
 * @param balance of 4.3, else of midnight when supply started
 * @param configuration of 4.13: how debts are recovered
 */
public record MeterSnapshot(
        Map<String, String> tariff,
        @Nullable Boolean paysInAdvance,
        Map<String, String> balance,
        Map<String, String> configuration) {}
