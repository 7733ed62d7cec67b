package org.meterflow.process.retry;

/** These steps cannot be tried again, or not any more; the message says why, in sentences. */
public class CannotRetry extends RuntimeException {

    CannotRetry(String message) {
        super(message);
    }
}
