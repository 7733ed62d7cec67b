package org.meterflow.process.changeofsupplier;

/**
 * That a switch was called off, and why.
 *
 * @param by a party's id, or {@link #REGISTRATION}
 */
record Cancellation(String by, String reason) {

    /** The registration was taken back: no supplier of the switch has said so. */
    static final String REGISTRATION = "registration";

    boolean byRegistration() {
        return by.equals(REGISTRATION);
    }
}
