package org.meterflow.process;

/**
 * Implemented by each process whose cases people may cancel, and by those it calls: the engine can end a case anywhere, and only
 * the process knows what that means for its table, its devices and its parties.
 */
public interface Cancellable {

    /** The process's key in its diagram. */
    String process();

    /** What it would mean to cancel this case now. Asked for the page that warns of it, and again before it is done. */
    Cancelling cancelling(String caseId);

    /**
     * In the transaction in which the case ends: takes back what can be, and puts the process's own table right.
     *
     * @param reason as the person wrote it
     * @return whether the case ends by a way of its own diagram; where not, it is ended where it stands. Of a called case, whose
     *     caller has ended or gone on without it, nobody looks at it
     */
    boolean cancel(String caseId, String reason);
}
