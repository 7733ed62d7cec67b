package org.meterflow.messages;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Where everything that comes from outside is stored and committed first, and then delivered, once. */
@Service
public class Inbox {

    private final Reception reception;
    private final InboundMessages messages;
    private final OpenMessages open;
    private final InboundSearch search;
    private final InboxDeliveries deliveries;
    private final InboxPoller poller;
    private final MessageCatalogue catalogue;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Inbox(
            Reception reception,
            InboundMessages messages,
            OpenMessages open,
            InboundSearch search,
            InboxDeliveries deliveries,
            InboxPoller poller,
            MessageCatalogue catalogue,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.reception = reception;
        this.messages = messages;
        this.open = open;
        this.search = search;
        this.deliveries = deliveries;
        this.poller = poller;
        this.catalogue = catalogue;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Stores a message and offers it to its process. The message is safe as soon as this returns, whatever the verdict;
     * sent again with the same id, it gets the same answer and nothing else happens.
     *
     * @param messageId the sender's own id for it; each of its systems numbers for itself
     * @param data JSON
     * @param occurredAt null when the sender does not say
     * @throws MessageRefused when it is turned away, and not stored
     */
    public Receipt receive(Sender sender, String name, String messageId, String data, @Nullable Instant occurredAt) {
        return reception.receive(sender, name, messageId, data, occurredAt);
    }

    /**
     * What would become of a message, without storing it or changing anything.
     *
     * @throws MessageRefused when it would be turned away
     */
    public Delivery check(Sender sender, String name, String data) {
        return reception.check(sender, name, data);
    }

    /** @param id the platform's own */
    public Optional<InboxEntry> find(String id) {
        return search.find(id);
    }

    /**
     * A party's own messages: nobody finds another's.
     *
     * @param id the platform's, or the party's own
     * @param source of the party's systems, for an id of its own; null when it does not say
     * @return one at most, unless several systems of the party have used the same id and no source is given
     */
    public List<InboxEntry> find(String party, String id, @Nullable String source) {
        Optional<InboxEntry> byOurId = source == null
                ? search.find(id).filter(entry -> entry.message().sender().equals(party))
                : Optional.empty();
        return byOurId.map(List::of).orElseGet(() -> search.find(party, id, source));
    }

    /** Everything that happened to a message, oldest first. */
    public List<InboxEvent> history(String id) {
        return search.events(id);
    }

    /** Newest first. */
    public List<InboxEntry> search(InboxFilter filter, Page page) {
        return search.search(filter, page);
    }

    public int count(InboxFilter filter) {
        return search.count(filter);
    }

    /**
     * Offers a message again as if it had just come, with its full time of waiting.
     *
     * @param actor the person who asks for it, and why: both are kept
     * @return what it came to
     * @throws NotReplayable when it is unknown or a case has taken it
     */
    public InboxEntry replay(String id, String actor, String why) {
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            InboxEntry entry = open.lock(id).orElseThrow(() -> new NotReplayable("There is no message " + id));
            if (isTaken(entry)) {
                throw new NotReplayable("Message " + id + " has been taken already: " + entry.verdict());
            }
            MessageType type = catalogue.require(entry.message().name());
            messages.restart(id, now.plus(type.waitsFor()));
            messages.addEvent(id, new InboxEvent(now, InboxState.RECEIVED, Verdict.STORED, "Replayed: " + why, actor));
        });
        deliveries.deliver(id);
        return find(id).orElseThrow();
    }

    private static boolean isTaken(InboxEntry entry) {
        return entry.verdict() == Verdict.STARTED
                || entry.verdict() == Verdict.CORRELATED
                || entry.verdict() == Verdict.DUPLICATE;
    }

    /**
     * Says that a case now waits for this message. Those kept for it are delivered as soon as the caller's transaction
     * has committed; the inbox finds them by itself too, only later.
     */
    public void nudge(String name, String key) {
        poller.offerWaiting(name, key);
    }

    /**
     * For a case whose time to listen ends: what has come for it and was not delivered yet, after a crash perhaps, is
     * taken in the caller's transaction.
     *
     * @param taker what becomes of a message; empty leaves it to its usual delivery
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settleOpen(String name, String key, Function<InboundMessage, Optional<Delivery>> taker) {
        open.open(name, key).forEach(id -> deliveries.settle(id, taker));
    }
}
