package org.meterflow.process.askparty;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.messages.SenderRoles;
import org.meterflow.process.CaseKey;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.partyquestion.QuestionClosing;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The one message by which parties answer whatever boxes ask them. It counts when it was received in time. */
@Component
class QuestionMessages implements MessageConsumer {

    private static final String NAME = "questionAnswered";

    private final PlacedCalls calls;
    private final PartyQuestion questions;
    private final AnswerFields fields;
    private final Inbox inbox;

    QuestionMessages(PlacedCalls calls, PartyQuestion questions, AnswerFields fields, Inbox inbox) {
        this.calls = calls;
        this.questions = questions;
        this.fields = fields;
        this.inbox = inbox;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(new MessageType(
                NAME,
                "Answers a question that the platform has put to your party",
                "schemas/questionAnswered.json",
                "question",
                Duration.ZERO,
                SenderRoles.ALL));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        Optional<PlacedCall> call = calls.find(new CaseKey(AskParty.PROCESS, message.key()));
        Optional<AskedParty> asked = call.map(AskParty::question)
                .flatMap(questions::find)
                .filter(question -> question.party().equals(message.sender()));
        return asked.isEmpty()
                ? Delivery.noMatch("Nobody has put the question " + message.key() + " to your party", List.of())
                : answer(message, call.orElseThrow(), asked.get());
    }

    private Delivery answer(InboundMessage message, PlacedCall call, AskedParty asked) {
        if (asked.answer() != null) {
            return Delivery.duplicate("The question " + message.key() + " has been answered already");
        }
        if (!isInTime(message, asked.deadline())) {
            return Delivery.refused("The time to answer ended at " + BusinessCalendar.inWords(asked.deadline()));
        }
        if (!calls.isOpen(call)) {
            return Delivery.refused("An answer to " + message.key() + " is no longer needed: the case has gone on");
        }
        Optional<String> none = noChoice(message, call);
        if (none.isPresent()) {
            return Delivery.refused(none.get());
        }
        return questions.answer(asked.id(), message.data(), message.sender())
                ? Delivery.correlated()
                : Delivery.busy("The time to answer " + message.key() + " is ending");
    }

    private Optional<String> noChoice(InboundMessage message, PlacedCall call) {
        List<String> choices = call.several(QuestionRules.ANSWERS);
        return choices.isEmpty() || choices.contains(fields.answer(message.data()))
                ? Optional.empty()
                : Optional.of("Answer with one of: " + String.join(", ", choices));
    }

    private static boolean isInTime(InboundMessage message, Instant deadline) {
        return message.receivedAt().isBefore(deadline);
    }

    /** An answer counts that came in time, also when the platform was down before it could look at it. */
    @EventListener
    void on(QuestionClosing closing) {
        calls.find(new CaseKey(AskParty.PROCESS, closing.caseKey()))
                .filter(call -> AskParty.question(call).equals(closing.id()))
                .ifPresent(
                        call -> inbox.settleOpen(NAME, closing.caseKey(), message -> takeLast(closing, call, message)));
    }

    private Optional<Delivery> takeLast(QuestionClosing closing, PlacedCall call, InboundMessage message) {
        boolean counts = message.sender().equals(closing.party())
                && isInTime(message, closing.deadline())
                && noChoice(message, call).isEmpty();
        if (!counts) {
            return Optional.empty();
        }
        return Optional.of(
                questions.takeLastAnswer(closing, message.data(), message.sender())
                        ? Delivery.correlated()
                        : Delivery.duplicate("The question " + message.key() + " has been answered already"));
    }
}
