package org.meterflow.process.placed;

import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;

/** A step that leaves nothing behind when its case is cancelled: it has only looked or told, or what it has begun ends by itself. */
public interface NothingToUndo extends Cancellable {

    @Override
    default Cancelling cancelling(String caseId) {
        return Cancelling.NOTHING;
    }

    @Override
    default boolean cancel(String caseId, String reason) {
        return false;
    }
}
