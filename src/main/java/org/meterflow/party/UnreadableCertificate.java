package org.meterflow.party;

/** A certificate that says neither whose it is nor what for. */
public class UnreadableCertificate extends RuntimeException {

    UnreadableCertificate(String message, Throwable cause) {
        super(message, cause);
    }

    UnreadableCertificate(String message) {
        super(message);
    }
}
