package org.meterflow.messages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Offers a message to the process that takes its kind. */
@Component
class Offering {

    private final MessageCatalogue catalogue;
    private final TransactionTemplate transaction;

    Offering(MessageCatalogue catalogue, PlatformTransactionManager transactions) {
        this.catalogue = catalogue;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** With the cases it may have been meant for, when none has taken it. */
    Delivery offer(InboundMessage message) {
        MessageConsumer consumer = catalogue
                .consumer(message.name())
                .orElseThrow(() -> new IllegalStateException("No process takes " + message.name() + " any more"));
        return withNearMisses(message, consumer.deliver(message));
    }

    private Delivery withNearMisses(InboundMessage message, Delivery outcome) {
        if (outcome.held() || outcome.verdict() != Verdict.WAITING && outcome.verdict() != Verdict.NO_MATCH) {
            return outcome;
        }
        MessageType type = catalogue.require(message.name());
        Collection<String> waiting =
                catalogue.consumer(message.name()).orElseThrow().waitingKeys(message);
        Set<String> all = new LinkedHashSet<>(outcome.nearMisses());
        all.addAll(NearMisses.among(type.keyField(), message.key(), waiting));
        return new Delivery(outcome.verdict(), outcome.reason(), List.copyOf(all));
    }

    /** What a delivery would come to; everything it does is undone. */
    Delivery rehearse(InboundMessage message) {
        try {
            Delivery outcome = transaction.execute(status -> {
                status.setRollbackOnly();
                return offer(message);
            });
            return Objects.requireNonNull(outcome).verdict() == Verdict.WAITING && !outcome.held() && !isKept(message)
                    ? Delivery.noMatch(outcome.reason(), new ArrayList<>(outcome.nearMisses()))
                    : outcome;
        } catch (ConcurrencyFailureException conflict) {
            return new Delivery(Verdict.BUSY, "Its case is being changed by something else", List.of());
        }
    }

    private boolean isKept(InboundMessage message) {
        return !catalogue.require(message.name()).waitsFor().isZero();
    }
}
