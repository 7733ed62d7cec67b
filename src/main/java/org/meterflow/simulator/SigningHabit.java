package org.meterflow.simulator;

/** What a simulated supplier does with commands that it is to sign. */
public enum SigningHabit {
    SIGNS,
    REFUSES,
    IS_SILENT
}
