package org.meterflow.process.changeofsupplier;

/**
 * That a switch was called off, and why.
 *
 * @param by a party's id, {@link #REGISTRATION}, {@link #DCC}, or {@link #DUAL_FUEL}
 */
record Cancellation(String by, String reason) {

    /** The registration was taken back: no supplier of the switch has said so. */
    static final String REGISTRATION = "registration";

    /** A person of the DCC has cancelled the case; the market does not learn who. */
    static final String DCC = "DCC";

    /** The other fuel of the same home has failed, and both were to switch or neither. */
    static final String DUAL_FUEL = "DUAL_FUEL";

    boolean byOtherFuel() {
        return by.equals(DUAL_FUEL);
    }

    boolean byRegistration() {
        return by.equals(REGISTRATION);
    }
}
