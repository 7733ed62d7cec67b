package org.meterflow.metering;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How commands of one service are treated: a row of {@code services.csv}.
 *
 * @param state the variant of the read that shows whether it took effect; null where a repetition does no harm
 * @param mirrored whether the gas proxy may answer for the gas meter
 * @param response how long an attempt waits; null for the usual time of the kind of device
 */
record ServiceRule(
        Priority priority,
        @Nullable String state,
        boolean mirrored,
        @Nullable Duration response) {}
