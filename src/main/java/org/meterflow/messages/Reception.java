package org.meterflow.messages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.MessageRefused.Cause;
import org.meterflow.party.Parties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns a message away at the door, or stores it and offers it to its process; one that comes again changes nothing. */
@Component
class Reception {

    private final InboundMessages messages;
    private final InboundSearch search;
    private final InboxDeliveries deliveries;
    private final Offering offering;
    private final MessageCatalogue catalogue;
    private final Parties parties;
    private final TransactionTemplate transaction;
    private final MessagesSettings.InboxSettings settings;
    private final Clock clock;

    Reception(
            InboundMessages messages,
            InboundSearch search,
            InboxDeliveries deliveries,
            Offering offering,
            MessageCatalogue catalogue,
            Parties parties,
            PlatformTransactionManager transactions,
            MessagesSettings settings,
            Clock clock) {
        this.messages = messages;
        this.search = search;
        this.deliveries = deliveries;
        this.offering = offering;
        this.catalogue = catalogue;
        this.parties = parties;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings.inbox();
        this.clock = clock;
    }

    Receipt receive(Sender sender, String name, String messageId, String data, @Nullable Instant occurredAt) {
        MessageType type = catalogue.require(name);
        requireLive(sender);
        MessageCatalogue.Checked content = catalogue.check(type, sender, data);
        requireKeepable(messageId, occurredAt);
        Optional<String> stored = transaction.execute(status -> store(type, sender, messageId, content, occurredAt));
        if (stored != null && stored.isPresent()) {
            deliveries.deliver(stored.get());
            return search.receipt(stored.get(), false);
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
                type, sender, messageId, content, occurredAt == null ? now : occurredAt, now, settings.grace());
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
        return search.receipt(earlier.id(), true);
    }

    Delivery check(Sender sender, String name, String data) {
        MessageType type = catalogue.require(name);
        requireLive(sender);
        MessageCatalogue.Checked content = catalogue.check(type, sender, data);
        Instant now = clock.instant();
        return offering.rehearse(new InboundMessage("check", name, sender.party(), content.key(), data, now, now));
    }
}
