package org.meterflow.metering;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/** The last a hub says before its own power ends: the mains has been gone since then (the DCC's alert AD1). */
public record PowerLoss(Eui64 hub, Instant lostAt) {}
