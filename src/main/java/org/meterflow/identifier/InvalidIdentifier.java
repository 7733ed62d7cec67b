package org.meterflow.identifier;

/** A name that cannot be the name of anything: wrong shape, or a wrong check digit. The message says which and why. */
public class InvalidIdentifier extends IllegalArgumentException {

    public InvalidIdentifier(String message) {
        super(message);
    }
}
