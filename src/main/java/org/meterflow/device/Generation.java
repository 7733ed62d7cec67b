package org.meterflow.device;

/** Which edition of the technical specifications a device was built to. */
public enum Generation {
    SMETS1,
    SMETS2
}
