package org.meterflow.messages;

import java.util.List;

/** A message that is turned away at the door, before it is stored. The message says who, what and why. */
public class MessageRefused extends RuntimeException {

    /** Why it is turned away; each has its own answer on each channel. */
    public enum Cause {
        UNKNOWN_NAME,
        SENDER_NOT_ALLOWED,
        INVALID,
        /** The same id came before with other content. */
        DIFFERENT_CONTENT
    }

    /**
     * One fault in the data.
     *
     * @param pointer JSON pointer to the place, {@code ""} for the whole
     */
    public record Fault(String pointer, String message) {}

    private final Cause why;
    private final List<Fault> faults;

    MessageRefused(Cause why, String message, List<Fault> faults) {
        super(message);
        this.why = why;
        this.faults = List.copyOf(faults);
    }

    MessageRefused(Cause why, String message) {
        this(why, message, List.of());
    }

    public Cause why() {
        return why;
    }

    /** Where the data is wrong; empty unless the cause is {@link Cause#INVALID}. */
    public List<Fault> faults() {
        return faults;
    }
}
