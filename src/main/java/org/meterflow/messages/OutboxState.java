package org.meterflow.messages;

/** How far an outbound message has got. */
public enum OutboxState {
    PENDING,
    /** An attempt failed; another follows. */
    RETRYING,
    SENT,
    /** The recipient has no address on the channel; it can read the message here. */
    KEPT,
    /** Given up; an operator may retry it. */
    DEAD
}
