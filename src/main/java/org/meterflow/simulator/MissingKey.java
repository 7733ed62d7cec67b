package org.meterflow.simulator;

/** A simulated device cannot be what it is for want of a key or a certificate. */
public class MissingKey extends IllegalStateException {

    public MissingKey(String message) {
        super(message);
    }

    public MissingKey(String message, Throwable cause) {
        super(message, cause);
    }
}
