package org.meterflow.process.switchreversal;

import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.springframework.stereotype.Component;

/** There are none: a device that is left with the wrong supplier's keys is left to nobody. */
@Component
class CancelledReversals implements Cancellable {

    @Override
    public String process() {
        return Reversal.PROCESS;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return Cancelling.forbidden(
                "A reversal cannot be cancelled: devices may hold keys of a supplier that has no right to them."
                        + " Its task “Review reversal” closes it, with what was found.");
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        throw new IllegalStateException("The reversal " + caseId + " cannot be cancelled");
    }
}
