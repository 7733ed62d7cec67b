package org.meterflow.metering;

/** A command cannot be put into a message for its device; the message says what is missing. */
public class CannotBeAsked extends RuntimeException {

    CannotBeAsked(String message) {
        super(message);
    }
}
