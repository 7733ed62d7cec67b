package org.meterflow.process.engine;

/** A case cannot go on in another version of its diagram, or from another place; the message says why. */
public class CannotMove extends RuntimeException {

    CannotMove(String message) {
        super(message);
    }
}
