package org.meterflow.access;

/** Who keeps a request whose time has not come. */
public enum FutureDating {
    NONE,
    DEVICE,
    DCC,
    DCC_AND_DEVICE
}
