package org.meterflow.workbench;

/** A request that cannot be answered, with the reason in one sentence for whoever asked. */
final class Refused extends IllegalArgumentException {

    Refused(String reason) {
        super(reason);
    }

    Refused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
