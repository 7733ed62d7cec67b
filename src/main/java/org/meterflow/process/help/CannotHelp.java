package org.meterflow.process.help;

/** A case cannot be helped in this way, or not any more; the message says why, in sentences. */
public class CannotHelp extends RuntimeException {

    CannotHelp(String message) {
        super(message);
    }
}
