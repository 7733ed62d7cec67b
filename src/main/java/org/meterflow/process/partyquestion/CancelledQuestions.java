package org.meterflow.process.partyquestion;

import java.time.Clock;
import java.util.List;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.springframework.stereotype.Component;

/** A question whose case has been cancelled, or has gone on without it, is closed: an answer comes too late. */
@Component
class CancelledQuestions implements Cancellable {

    private final AskedParties questions;
    private final Parties parties;
    private final Clock clock;

    CancelledQuestions(AskedParties questions, Parties parties, Clock clock) {
        this.questions = questions;
        this.parties = parties;
        this.clock = clock;
    }

    @Override
    public String process() {
        return PartyQuestion.PROCESS;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return questions
                .find(caseId)
                .filter(question -> question.answer() == null && question.closedAt() == null)
                .map(this::whatBecomesOf)
                .orElse(Cancelling.NOTHING);
    }

    private Cancelling whatBecomesOf(AskedParty question) {
        String party = parties.find(question.party()).map(Party::name).orElse(question.party());
        String what = PartyQuestion.inWords(question.name());
        return Cancelling.of(
                List.of("The question to %s is closed (%s): an answer comes too late.".formatted(party, what)),
                List.of("%s has had the question (%s) already.".formatted(party, what)));
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        questions.close(caseId, clock.instant());
        return false;
    }
}
