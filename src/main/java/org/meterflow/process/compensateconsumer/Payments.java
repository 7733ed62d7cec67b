package org.meterflow.process.compensateconsumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.messages.NoticeSource;
import org.meterflow.messages.NoticeType;
import org.meterflow.messages.NoticeType.Field;
import org.meterflow.messages.SenderRoles;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.partyquestion.QuestionClosing;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The message by which a supplier confirms what it has paid to a consumer, and the notice that asks it to pay. */
@Component
class Payments implements MessageConsumer, NoticeSource {

    private static final String NAME = "compensationPaid";

    private final PartyQuestion questions;
    private final Compensations compensations;
    private final Inbox inbox;
    private final BusinessCalendar calendar;
    private final ObjectMapper json;

    Payments(
            PartyQuestion questions,
            Compensations compensations,
            Inbox inbox,
            BusinessCalendar calendar,
            ObjectMapper json) {
        this.questions = questions;
        this.compensations = compensations;
        this.inbox = inbox;
        this.calendar = calendar;
        this.json = json;
    }

    LocalDate paidOn(String data) {
        return LocalDate.parse(read(data).path("paidOn").asText());
    }

    private JsonNode read(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored confirmation is no JSON", broken);
        }
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(new MessageType(
                NAME,
                "The supplier has paid a consumer what is owed to them",
                "schemas/compensationPaid.json",
                "compensation",
                Duration.ZERO,
                Set.of(SenderRoles.SUPPLIER)));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        Optional<AskedParty> asked = questions
                .find(CompensateConsumer.question(message.key()))
                .filter(question -> question.party().equals(message.sender()));
        if (asked.isEmpty()) {
            return Delivery.noMatch("Your party owes nothing under " + message.key(), List.of());
        }
        if (asked.get().answer() != null) {
            return Delivery.duplicate("That " + message.key() + " is paid is known already");
        }
        if (asked.get().closedAt() != null
                || !message.receivedAt().isBefore(asked.get().deadline())) {
            return Delivery.refused("The time to pay ended at "
                    + BusinessCalendar.inWords(asked.get().deadline()) + ": it is a breach");
        }
        Optional<String> wrong = wrong(message);
        if (wrong.isPresent()) {
            return Delivery.refused(wrong.get());
        }
        return questions.answer(asked.get().id(), message.data(), message.sender())
                ? Delivery.correlated()
                : Delivery.busy("The time to pay " + message.key() + " is ending");
    }

    private Optional<String> wrong(InboundMessage message) {
        JsonNode data = read(message.data());
        if (LocalDate.parse(data.path("paidOn").asText()).isAfter(calendar.dayOf(message.receivedAt()))) {
            return Optional.of("It has not been paid yet: confirm it when it has");
        }
        return compensations
                .find(message.key())
                .filter(owed -> data.path("amount").decimalValue().compareTo(owed.amount()) < 0)
                .map(owed -> "£" + owed.amount() + " is owed, and not less");
    }

    /** What came in time counts, also when the platform was down before it could look at it. */
    @EventListener
    void on(QuestionClosing closing) {
        if (closing.name().equals(CompensateConsumer.NOTICE)) {
            inbox.settleOpen(NAME, closing.caseKey(), message -> takeLast(closing, message));
        }
    }

    private Optional<Delivery> takeLast(QuestionClosing closing, InboundMessage message) {
        boolean counts = message.sender().equals(closing.party())
                && message.receivedAt().isBefore(closing.deadline())
                && wrong(message).isEmpty();
        return counts && questions.takeLastAnswer(closing, message.data(), message.sender())
                ? Optional.of(Delivery.correlated())
                : Optional.empty();
    }

    @Override
    public List<NoticeType> noticeTypes() {
        return List.of(new NoticeType(
                CompensateConsumer.NOTICE,
                "A consumer is owed money. The message “Compensation paid” confirms the payment",
                "the supplier of the meter point",
                List.of(
                        new Field("compensation", "its reference, which the confirmation names"),
                        new Field("mpxn", "the meter point"),
                        new Field("reason", "why it is owed"),
                        new Field("amount", "pounds"),
                        new Field("answerBy", "until when it is paid and confirmed"),
                        new Field("reminder", "true when it is asked for a second time"))));
    }
}
