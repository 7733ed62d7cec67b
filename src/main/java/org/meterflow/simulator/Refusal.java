package org.meterflow.simulator;

import org.jspecify.annotations.Nullable;

/** Why a device did not carry out a command, and kept silent. */
public enum Refusal {
    MALFORMED(0x8F1E),
    UNKNOWN_USE_CASE(0x8F3E),
    BAD_MAC(0x8F3D),
    NO_AUTHORITY(0x8F30),
    BAD_SIGNATURE(0x8F3D),
    /** A message heard before is no attack: nobody is told. */
    COUNTER_NOT_HIGHER(null);

    private final @Nullable Integer alert;

    Refusal(@Nullable Integer alert) {
        this.alert = alert;
    }

    /** The code of the alert a device raises about it; null when it says nothing. */
    public @Nullable Integer alert() {
        return alert;
    }
}
