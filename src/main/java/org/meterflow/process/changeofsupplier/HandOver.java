package org.meterflow.process.changeofsupplier;

import org.jspecify.annotations.Nullable;

/**
 * How the meter changes hands.
 *
 * @param withoutMeter the switch goes on in registration alone, its meter's keys unchanged
 * @param keysRound how often a person has had refused keys asked for again
 * @param withoutKeys the switch goes on although keys were refused
 * @param keysReported whether the parties know whose keys the devices hold
 */
record HandOver(
        @Nullable String readiness,
        @Nullable String readinessReason,
        int readinessRound,
        boolean withoutMeter,
        int keysRound,
        boolean withoutKeys,
        boolean keysReported) {

    static final HandOver NOT_BEGUN = new HandOver(null, null, 0, false, 0, false, false);
}
