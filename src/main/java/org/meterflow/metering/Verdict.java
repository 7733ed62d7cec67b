package org.meterflow.metering;

/** What became of a message from a device. */
enum Verdict {
    /** answers a command */
    ANSWER,
    /** tells how a future-dated command went */
    EFFECT,
    ALERT,
    /** its like has been seen */
    DUPLICATE,
    /** answers a command that was given up or withdrawn */
    LATE,
    UNREADABLE,
    /** comes from a device without certificates here */
    UNKNOWN_SENDER,
    /** answers nothing that was asked */
    UNMATCHED,
    BAD_MAC,
    BAD_SIGNATURE,
    /** a command, which is not for devices to give */
    NOT_FOR_DEVICES
}
