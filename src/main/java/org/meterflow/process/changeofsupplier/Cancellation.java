package org.meterflow.process.changeofsupplier;

/**
 * That a switch was called off, and why.
 *
 * @param by a party's id, {@link #REGISTRATION}, or {@link #DCC}
 */
record Cancellation(String by, String reason) {

    /** The registration was taken back: no supplier of the switch has said so. */
    static final String REGISTRATION = "registration";

    /** A person of the DCC has cancelled the case; the market does not learn who. */
    static final String DCC = "DCC";

    boolean byRegistration() {
        return by.equals(REGISTRATION);
    }
}
