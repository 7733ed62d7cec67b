package org.meterflow.metering.hub;

/** What came over the line is not what the protocol allows; the message is for the hub's maker. */
class BadFrame extends RuntimeException {

    BadFrame(String message) {
        super(message);
    }
}
