package org.meterflow.messages;

import java.util.Collection;
import java.util.List;

/** Implemented by each process that takes messages from outside; a bean of this type is all the inbox needs to know. */
public interface MessageConsumer {

    /** The messages it takes. A name belongs to one consumer. */
    List<MessageType> messageTypes();

    /**
     * Called in a transaction that commits together with the verdict. A return of {@link Verdict#BUSY}, or an exception,
     * rolls everything back and has the message delivered again later: a {@code ConcurrencyFailureException} counts as
     * busy, any other as a failure. It may be called again for a message whose earlier delivery was rolled back.
     */
    Delivery deliver(InboundMessage message);

    /**
     * The keys of the cases that wait for this kind of message and that its sender may know of: near misses are looked
     * for among them when the message matches nothing.
     */
    default Collection<String> waitingKeys(InboundMessage message) {
        return List.of();
    }
}
