package org.meterflow.messages;

/** One way out of the platform; a bean of this type carries the outbox's messages of its name. */
public interface OutboundChannel {

    String name();

    /**
     * Sends the message; returning means that the recipient has it. Never called in a transaction. After a crash between
     * sending and noting it, the same message is delivered again with the same id.
     *
     * @throws DeliveryFailed saying whether to try again
     */
    void deliver(OutboundMessage message) throws DeliveryFailed;

    /**
     * How many messages to one recipient may be under way at once. Messages with the same key keep their order always;
     * with one lane, all messages to a recipient do.
     */
    default int lanes() {
        return 1;
    }
}
