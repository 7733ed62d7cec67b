package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.util.List;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.Told;
import org.meterflow.process.engine.Cases;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** A person of the DCC cancels a switch: as a withdrawal or an annulment does, and until the same moment. */
@Component
class CancelledSwitches implements Cancellable {

    private final SupplierChanges changes;
    private final SwitchProgress progress;
    private final DualFuelSwitches dualFuel;
    private final Cases cases;
    private final Clock clock;

    CancelledSwitches(
            SupplierChanges changes, SwitchProgress progress, DualFuelSwitches dualFuel, Cases cases, Clock clock) {
        this.changes = changes;
        this.progress = progress;
        this.dualFuel = dualFuel;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public String process() {
        return SupplierChange.PROCESS;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        SupplierChange change = changes.findLocked(caseId).orElseThrow();
        if (change.cancellation() != null) {
            return Cancelling.forbidden("The switch has been called off already. It ends as soon as the case goes on.");
        }
        if (!change.state().cancellable() || dualFuel.secured(change)) {
            return Cancelling.forbidden(
                    "The gate has closed, and the registration of the gaining supplier is written."
                            + " Only the registration body can take it back: then the switch ends by itself, and a switch reversal sees to the keys.");
        }
        return Cancelling.of(
                List.of(
                        "The losing supplier keeps the meter point.",
                        "The registration body and the suppliers are told that the DCC has cancelled the switch, and your reason, word for word."),
                List.of("What they have been told of the switch before."));
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        SupplierChange change = changes.require(caseId);
        progress.cancelRequested(caseId, new Cancellation(Cancellation.DCC, reason), clock.instant());
        if (cases.tell(change.key(), "switchCancelled") != Told.DELIVERED) {
            throw new ConcurrencyFailureException("Switch " + caseId + " is between two steps");
        }
        return true;
    }
}
