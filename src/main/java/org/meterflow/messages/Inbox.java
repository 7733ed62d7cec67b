package org.meterflow.messages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.MessageRefused.Cause;
import org.meterflow.party.Parties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Where everything that comes from outside is stored and committed first, and then delivered, once. */
@Service
public class Inbox {

    private final InboundMessages messages;
    private final InboxDeliveries deliveries;
    private final InboxPoller poller;
    private final MessageCatalogue catalogue;
    private final Parties parties;
    private final TransactionTemplate transaction;
    private final MessagesSettings settings;
    private final Clock clock;

    Inbox(
            InboundMessages messages,
            InboxDeliveries deliveries,
            InboxPoller poller,
            MessageCatalogue catalogue,
            Parties parties,
            PlatformTransactionManager transactions,
            MessagesSettings settings,
            Clock clock) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.poller = poller;
        this.catalogue = catalogue;
        this.parties = parties;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings;
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
        MessageType type = catalogue.require(name);
        requireLive(sender);
        MessageCatalogue.Checked content = catalogue.check(type, sender, data);
        requireKeepable(messageId, occurredAt);
        Optional<String> stored = transaction.execute(status -> store(type, sender, messageId, content, occurredAt));
        if (stored != null && stored.isPresent()) {
            deliveries.deliver(stored.get());
            return messages.receipt(stored.get(), false);
        }
        return repeated(sender, messageId, content);
    }

    private void requireLive(Sender sender) {
        if (parties.find(sender.party()).filter(party -> !party.live()).isPresent()) {
            throw new MessageRefused(
                    Cause.SENDER_NOT_ALLOWED,
                    sender.party() + " may send no messages: it is suspended or has withdrawn");
        }
    }

    private static void requireKeepable(String messageId, @Nullable Instant occurredAt) {
        List<MessageRefused.Fault> faults = new ArrayList<>(Keepable.faultsInName("/id", messageId));
        if (occurredAt != null) {
            faults.addAll(Keepable.faultsIn("/time", occurredAt));
        }
        if (!faults.isEmpty()) {
            throw new MessageRefused(Cause.INVALID, "The message's own particulars cannot be kept", faults);
        }
    }

    private Optional<String> store(
            MessageType type,
            Sender sender,
            String messageId,
            MessageCatalogue.Checked content,
            @Nullable Instant occurredAt) {
        Instant now = clock.instant();
        Optional<String> id = messages.store(
                type,
                sender,
                messageId,
                content,
                occurredAt == null ? now : occurredAt,
                now,
                settings.inbox().grace());
        id.ifPresent(
                known -> messages.addEvent(known, new InboxEvent(now, InboxState.RECEIVED, Verdict.STORED, "", null)));
        return id;
    }

    private Receipt repeated(Sender sender, String messageId, MessageCatalogue.Checked content) {
        InboundMessages.Earlier earlier = messages.earlier(sender, messageId, content.digest());
        if (!earlier.digest().equals(content.digest())) {
            throw new MessageRefused(
                    Cause.DIFFERENT_CONTENT,
                    "Message id " + messageId + " was used by " + sender.party() + " (source " + sender.source()
                            + ") before, for other content (" + earlier.id() + ")");
        }
        messages.noteRepetition(earlier.id());
        if (!earlier.answered()) {
            deliveries.deliver(earlier.id());
        }
        return messages.receipt(earlier.id(), true);
    }

    /**
     * What would become of a message, without storing it or changing anything.
     *
     * @throws MessageRefused when it would be turned away
     */
    public Delivery check(Sender sender, String name, String data) {
        MessageType type = catalogue.require(name);
        requireLive(sender);
        MessageCatalogue.Checked content = catalogue.check(type, sender, data);
        Instant now = clock.instant();
        return deliveries.rehearse(new InboundMessage("check", name, sender.party(), content.key(), data, now, now));
    }

    /** @param id the platform's own */
    public Optional<InboxEntry> find(String id) {
        return messages.find(id);
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
                ? messages.find(id).filter(entry -> entry.message().sender().equals(party))
                : Optional.empty();
        return byOurId.map(List::of).orElseGet(() -> messages.find(party, id, source));
    }

    /** Everything that happened to a message, oldest first. */
    public List<InboxEvent> history(String id) {
        return messages.events(id);
    }

    /** Newest first. */
    public List<InboxEntry> search(InboxFilter filter, Page page) {
        return messages.search(filter, page);
    }

    public int count(InboxFilter filter) {
        return messages.count(filter);
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
            InboxEntry entry = messages.lock(id).orElseThrow(() -> new NotReplayable("There is no message " + id));
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
        messages.open(name, key).forEach(id -> deliveries.settle(id, taker));
    }
}
