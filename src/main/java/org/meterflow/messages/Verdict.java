package org.meterflow.messages;

/** What became of an inbound message, in the words the sender and the operator read. */
public enum Verdict {
    /** Kept safe; not delivered yet. */
    STORED,
    /** It began a new case. */
    STARTED,
    /** A waiting case took it. */
    CORRELATED,
    /** Its case does not wait for it yet; it is kept for as long as its type says, or the case stands still. */
    WAITING,
    /** No case waits or waited for it in time. */
    NO_MATCH,
    /** Its case is being changed by something else; it is delivered again shortly. */
    BUSY,
    /** Its content has been received before, under this id or another. */
    DUPLICATE,
    /** The business rules turn it down. */
    REFUSED
}
