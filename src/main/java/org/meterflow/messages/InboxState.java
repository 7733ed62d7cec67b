package org.meterflow.messages;

/** Where an inbound message is on its way; the {@link Verdict} says what came of it. */
public enum InboxState {
    /** Stored, about to be delivered. */
    RECEIVED,
    /** Kept until its case waits for it. */
    WAITING,
    /** A delivery failed or met a busy case; another follows. */
    RETRYING,
    /** Delivered, refused, or given up as matching nothing. */
    SETTLED,
    /** Every delivery failed; an operator may replay it. */
    FAILED
}
