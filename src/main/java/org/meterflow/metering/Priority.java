package org.meterflow.metering;

/** Which of a device's waiting commands goes first; among equals, the one asked first. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW
}
