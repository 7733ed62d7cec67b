package org.meterflow.desk;

import org.meterflow.identifier.Reason;

/** What somebody brought to the workbench cannot be worked on; the reason stands in the message. */
final class BenchRefusal extends RuntimeException {

    BenchRefusal(String reason) {
        super(reason);
    }

    String reason() {
        return Reason.of(this);
    }
}
