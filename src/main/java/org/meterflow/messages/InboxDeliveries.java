package org.meterflow.messages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Offers stored messages to their processes. A delivery and its verdict are one transaction, which holds the message's
 * row: no two threads or nodes deliver one message, and a crash leaves it undelivered, to be found by the poller.
 */
@Component
class InboxDeliveries {

    private static final Logger log = LoggerFactory.getLogger(InboxDeliveries.class);

    private final InboundMessages messages;
    private final OpenMessages open;
    private final Offering offering;
    private final TransactionTemplate transaction;
    private final MessagesSettings.InboxSettings settings;
    private final Backoff failures;
    private final Backoff waits;
    private final Clock clock;

    InboxDeliveries(
            InboundMessages messages,
            OpenMessages open,
            Offering offering,
            PlatformTransactionManager transactions,
            MessagesSettings settings,
            Clock clock) {
        this.messages = messages;
        this.open = open;
        this.offering = offering;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings.inbox();
        this.failures = new Backoff(this.settings.firstRetry(), this.settings.lastRetry());
        this.waits = new Backoff(this.settings.firstRetry(), this.settings.longestWait());
        this.clock = clock;
    }

    /** Delivers now, after any delivery of the same message that is under way. */
    void deliver(String id) {
        attempt(id, () -> open.lockOpen(id));
    }

    /** Delivers unless someone else is doing so. */
    void deliverIfFree(String id) {
        attempt(id, () -> open.lockFree(id));
    }

    /** Delivers if it is time and nobody else is doing so. */
    void deliverIfDue(String id) {
        attempt(id, () -> open.lockDue(id, clock.instant()));
    }

    /** Joins the caller's transaction; what another thread or node is delivering is waited for. */
    void settle(String id, Function<InboundMessage, Optional<Delivery>> taker) {
        open.lockOpen(id)
                .ifPresent(entry -> taker.apply(entry.message())
                        .ifPresent(
                                outcome -> note(entry, InboxState.SETTLED, outcome, Duration.ZERO, clock.instant())));
    }

    private void attempt(String id, Supplier<Optional<InboxEntry>> lock) {
        try {
            transaction.executeWithoutResult(status -> lock.get().ifPresent(this::deliver));
        } catch (ConcurrencyFailureException conflict) {
            noteFailure(id, Verdict.BUSY, "Its case is being changed by something else");
        } catch (RuntimeException failure) {
            log.warn("Message {} could not be delivered", id, failure);
            noteFailure(id, Verdict.STORED, explain(failure));
        }
    }

    private void deliver(InboxEntry entry) {
        Delivery outcome = offering.offer(entry.message());
        if (outcome.verdict() == Verdict.BUSY) {
            throw new Busy(outcome.reason());
        }
        if (outcome.verdict() == Verdict.STORED) {
            throw new IllegalStateException("STORED is not an outcome of a delivery");
        }
        Instant now = clock.instant();
        if (outcome.verdict() != Verdict.WAITING) {
            note(entry, InboxState.SETTLED, outcome, Duration.ZERO, now);
        } else if (outcome.held() || now.isBefore(entry.waitsUntil())) {
            if (outcome.held()) {
                messages.waitAtLeastUntil(entry.id(), now.plus(settings.longestWait()));
            }
            note(entry, InboxState.WAITING, outcome, waits.after(entry.attempts() + 1), null);
        } else {
            note(entry, InboxState.SETTLED, givenUp(entry, outcome), Duration.ZERO, now);
        }
    }

    private static Delivery givenUp(InboxEntry entry, Delivery last) {
        String reason = "Nothing has waited for " + entry.message().name() + " "
                + entry.message().key() + " until " + BusinessCalendar.inWords(entry.waitsUntil());
        String why = last.reason().isEmpty() ? reason : reason + ". " + last.reason();
        return Delivery.noMatch(why, new ArrayList<>(last.nearMisses()));
    }

    private void noteFailure(String id, Verdict verdict, String reason) {
        transaction.executeWithoutResult(status -> open.lockOpen(id).ifPresent(entry -> {
            int attempts = entry.attempts() + 1;
            boolean over = attempts >= settings.attempts();
            Delivery outcome = new Delivery(verdict, reason, List.of());
            InboxState state = over ? InboxState.FAILED : InboxState.RETRYING;
            note(entry, state, outcome, failures.after(attempts), over ? clock.instant() : null);
        }));
    }

    private void note(
            InboxEntry entry, InboxState state, Delivery outcome, Duration next, @Nullable Instant settledAt) {
        messages.note(entry.id(), state, outcome, entry.attempts() + 1, next, settledAt);
        boolean news = state != entry.state()
                || outcome.verdict() != entry.verdict()
                || !outcome.reason().equals(entry.reason());
        if (news) {
            messages.addEvent(
                    entry.id(), new InboxEvent(clock.instant(), state, outcome.verdict(), outcome.reason(), null));
        }
    }

    private static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static final class Busy extends ConcurrencyFailureException {

        Busy(String reason) {
            super(reason);
        }
    }
}
