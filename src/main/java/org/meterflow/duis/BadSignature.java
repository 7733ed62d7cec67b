package org.meterflow.duis;

/** A signature that is missing, has another profile than DUIS prescribes, or does not verify. */
public class BadSignature extends RuntimeException {

    private final String reason;

    public BadSignature(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is wrong with it, in a sentence. */
    public String reason() {
        return reason;
    }
}
