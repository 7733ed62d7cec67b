package org.meterflow.process.kit;

import java.time.Instant;
import org.meterflow.process.CaseKey;

/** That somebody has looked at the confidential answers of a case. */
public record ConfidentialLook(CaseKey key, String person, Instant at) {}
