package org.meterflow.door;

/** How long a body may be at one of the doors: little from anybody, more from whom the platform knows. */
public interface BodyRule {

    boolean concerns(RequestHead head);

    /** Bytes taken from anybody; a body declared longer than {@link #most} is not read at all. */
    long fromAnybody(RequestHead head);

    /** Bytes taken from a sender who is known, and said to be the sender of this. */
    long most(RequestHead head);

    /**
     * Whether the sender is known; asked once, when more arrives than is taken from anybody.
     *
     * @param beginning as much as anybody may send
     */
    boolean knowsSender(RequestHead head, byte[] beginning);
}
