package org.meterflow.metering.cosem;

import org.meterflow.identifier.Reason;

/** A conversation with a meter that came to nothing, and why, in a sentence for people. */
public class CosemFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean lasting;

    private CosemFailure(String reason, boolean lasting) {
        super(reason);
        this.lasting = lasting;
    }

    /** The next attempt may go better. */
    static CosemFailure passing(String reason) {
        return new CosemFailure(reason, false);
    }

    /** Another attempt would end the same way. */
    static CosemFailure lasting(String reason) {
        return new CosemFailure(reason, true);
    }

    public boolean isLasting() {
        return lasting;
    }

    public String reason() {
        return Reason.of(this);
    }
}
