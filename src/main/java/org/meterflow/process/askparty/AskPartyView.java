package org.meterflow.process.askparty;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.placed.PartyNotice;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.placed.Recipients;
import org.springframework.stereotype.Component;

@Component
class AskPartyView implements CaseView {

    private final PlacedCalls calls;
    private final PartyQuestion questions;
    private final Recipients recipients;
    private final AnswerFields fields;

    AskPartyView(PlacedCalls calls, PartyQuestion questions, Recipients recipients, AnswerFields fields) {
        this.calls = calls;
        this.questions = questions;
        this.recipients = recipients;
        this.fields = fields;
    }

    @Override
    public String process() {
        return AskParty.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(AskParty.PROCESS, caseId)).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        Optional<String> answer = questions.find(AskParty.question(call)).map(AskedParty::answer);
        Facts facts = new Facts()
                .with("Asked", recipients.name(call))
                .with("Question", call.said(QuestionRules.WORDS).isEmpty() ? null : call.said(QuestionRules.WORDS))
                .with("Answer by", call.after("within"));
        PartyNotice.data(call.said()).forEach((name, value) -> facts.with(PartyNotice.label(name), value));
        answer.map(fields::of)
                .ifPresent(given -> given.forEach((name, value) -> facts.with(PartyNotice.label(name), value)));
        Set<String> parties = recipients.find(call.said(PartyNotice.PARTY)).map(Party::id).stream()
                .collect(Collectors.toSet());
        return calls.show(
                call,
                "Waiting for an answer",
                AskParty.SILENT.equals(call.outcome()) ? "No answer" : "Answered",
                facts,
                parties);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(AskParty.PROCESS, text, limit, offset);
    }
}
