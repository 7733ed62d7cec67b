package org.meterflow.process.tellconsumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
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

/** The message by which a supplier confirms what it has told a consumer, and the notice that asks it to. */
@Component
class Confirmations implements MessageConsumer, NoticeSource {

    private static final String NAME = "consumerNoticeSettled";

    private final PartyQuestion questions;
    private final Inbox inbox;
    private final ObjectMapper json;

    Confirmations(PartyQuestion questions, Inbox inbox, ObjectMapper json) {
        this.questions = questions;
        this.inbox = inbox;
        this.json = json;
    }

    Confirmation read(String data) {
        try {
            JsonNode node = json.readTree(data);
            return new Confirmation(
                    node.path("outcome").asText(),
                    node.path("channel").asText(null),
                    node.path("format").asText(null),
                    node.path("reason").asText(null));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored confirmation is no JSON", broken);
        }
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(new MessageType(
                NAME,
                "The supplier has told the consumer what it was asked to, or could not",
                "schemas/consumerNoticeSettled.json",
                "notice",
                Duration.ZERO,
                Set.of(SenderRoles.SUPPLIER)));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        Optional<AskedParty> asked = questions
                .find(TellConsumer.question(message.key()))
                .filter(question -> question.party().equals(message.sender()));
        if (asked.isEmpty()) {
            return Delivery.noMatch("Your party was not asked to pass on " + message.key(), List.of());
        }
        if (asked.get().answer() != null) {
            return Delivery.duplicate("What became of " + message.key() + " is known already");
        }
        if (asked.get().closedAt() != null
                || !message.receivedAt().isBefore(asked.get().deadline())) {
            return Delivery.refused("The time to confirm ended at "
                    + BusinessCalendar.inWords(asked.get().deadline()));
        }
        return questions.answer(asked.get().id(), message.data(), message.sender())
                ? Delivery.correlated()
                : Delivery.busy("The time to confirm " + message.key() + " is ending");
    }

    /** What came in time counts, also when the platform was down before it could look at it. */
    @EventListener
    void on(QuestionClosing closing) {
        if (closing.name().equals(TellConsumer.NOTICE)) {
            inbox.settleOpen(NAME, closing.caseKey(), message -> takeLast(closing, message));
        }
    }

    private Optional<Delivery> takeLast(QuestionClosing closing, InboundMessage message) {
        boolean counts =
                message.sender().equals(closing.party()) && message.receivedAt().isBefore(closing.deadline());
        return counts && questions.takeLastAnswer(closing, message.data(), message.sender())
                ? Optional.of(Delivery.correlated())
                : Optional.empty();
    }

    @Override
    public List<NoticeType> noticeTypes() {
        return List.of(new NoticeType(
                TellConsumer.NOTICE,
                "A consumer is to be told something. The message “Consumer notice settled” confirms it",
                "the supplier of the meter point",
                List.of(
                        new Field("notice", "its reference, which the confirmation names"),
                        new Field("case", "the case it is about, such as a visit"),
                        new Field("mpxn", "the meter point"),
                        new Field("about", "what kind of thing it is"),
                        new Field("text", "what the consumer is to be told"),
                        new Field("channel", "by which; without it the consumer’s own wish counts"),
                        new Field("answerBy", "until when a confirmation counts"))));
    }
}
