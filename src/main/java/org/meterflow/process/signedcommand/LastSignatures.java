package org.meterflow.process.signedcommand;

import java.util.Optional;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.Inbox;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.partyquestion.QuestionClosing;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A signature counts when it was received in time, also when the platform was down before it could look at it. */
@Component
class LastSignatures {

    private final Inbox inbox;
    private final SignatureMessages messages;
    private final PartyQuestion questions;

    LastSignatures(Inbox inbox, SignatureMessages messages, PartyQuestion questions) {
        this.inbox = inbox;
        this.messages = messages;
        this.questions = questions;
    }

    @EventListener
    void on(QuestionClosing closing) {
        if (closing.name().equals(SignatureNotice.NAME)) {
            SignatureMessages.ANSWERS.forEach(
                    name -> inbox.settleOpen(name, closing.caseKey(), message -> take(closing, message)));
        }
    }

    private Optional<Delivery> take(QuestionClosing closing, InboundMessage message) {
        return message.receivedAt().isBefore(closing.deadline())
                ? Optional.of(messages.deliver(
                        message,
                        messages.read(message.data()),
                        (question, answer) ->
                                questions.takeLastAnswer(closing, messages.write(answer), message.sender())))
                : Optional.empty();
    }
}
