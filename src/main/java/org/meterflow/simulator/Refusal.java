package org.meterflow.simulator;

/** Why a device did not carry out a command, and kept silent. */
public enum Refusal {
    MALFORMED,
    UNKNOWN_USE_CASE,
    BAD_MAC,
    NO_AUTHORITY,
    BAD_SIGNATURE,
    COUNTER_NOT_HIGHER
}
