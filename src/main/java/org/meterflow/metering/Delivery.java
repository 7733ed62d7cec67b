package org.meterflow.metering;

/** Which way a command goes to its device. */
enum Delivery {
    /** through the device's hub, or over a connection of the platform's own */
    LINE,
    /** with its user, who goes to the device */
    HAND,
    /** both; the message is the same, so the device carries it out once */
    BOTH
}
