package org.meterflow.duis;

/** A signature that is missing, has another profile than DUIS prescribes, or does not verify. */
public class BadSignature extends RuntimeException {

    public BadSignature(String message) {
        super(message);
    }
}
