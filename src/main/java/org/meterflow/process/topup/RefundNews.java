package org.meterflow.process.topup;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.Told;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.topup.PaidTopUp.State;
import org.springframework.stereotype.Component;

/** A payment provider says that it has given the money back. */
@Component
class RefundNews implements MessageConsumer {

    static final String PAYMENT_PROVIDER = "payment-provider";

    private final PaidTopUps topUps;
    private final Cases cases;
    private final Timeline timeline;

    RefundNews(PaidTopUps topUps, Cases cases, Timeline timeline) {
        this.topUps = topUps;
        this.cases = cases;
        this.timeline = timeline;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(new MessageType(
                "topUpRefunded",
                "Says that a payment whose token the meter did not take has been refunded",
                "schemas/topUpRefunded.json",
                "paymentReference",
                Duration.ZERO,
                Set.of(PAYMENT_PROVIDER)));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        String reference = message.key();
        Optional<PaidTopUp> found = topUps.find(Payment.caseId(message.sender(), reference));
        if (found.isEmpty()) {
            return Delivery.noMatch(message.sender() + " has brought no payment " + reference, List.of());
        }
        PaidTopUp topUp = found.get();
        if (topUp.state() == State.REFUNDED) {
            return Delivery.duplicate("Payment " + reference + " is known to be refunded");
        }
        if (topUp.state() != State.REFUND_DUE) {
            return Delivery.refused("No refund of payment " + reference + " is due: "
                    + topUp.state().words().toLowerCase(Locale.ROOT));
        }
        if (cases.hasToHear(topUp.key())) {
            return Delivery.held("Payment " + reference + " stands still, and hears first what came before");
        }
        Told told = cases.tell(topUp.key(), "topUpRefunded");
        if (told != Told.DELIVERED && told != Told.KEPT) {
            return Delivery.busy("Payment " + reference + " is being looked at");
        }
        timeline.note(
                topUp.key(),
                StoryKind.MESSAGE,
                "Refunded",
                Payment.inWords(topUp.payment().pence()),
                message.sender());
        return Delivery.correlated();
    }
}
