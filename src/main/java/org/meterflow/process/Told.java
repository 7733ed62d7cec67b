package org.meterflow.process;

/** What became of a message told to a case. */
public enum Told {
    /** The case was waiting for it and has moved on. */
    DELIVERED,
    /** The case waits for it and is suspended: it is told when the case is resumed. */
    KEPT,
    /** The case exists but waits for something else, now. */
    NOT_WAITING,
    /** No such case is running: it never started, or it has ended. */
    NO_CASE
}
