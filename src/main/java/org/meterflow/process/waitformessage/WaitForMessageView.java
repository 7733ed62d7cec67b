package org.meterflow.process.waitformessage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.placed.PartyNotice;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

@Component
class WaitForMessageView implements CaseView {

    private final PlacedCalls calls;
    private final AwaitedMessages awaited;
    private final MessageFields fields;

    WaitForMessageView(PlacedCalls calls, AwaitedMessages awaited, MessageFields fields) {
        this.calls = calls;
        this.awaited = awaited;
        this.fields = fields;
    }

    @Override
    public String process() {
        return WaitForMessage.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(WaitForMessage.PROCESS, caseId)).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        Facts facts = new Facts()
                .with("Waits for", PartyNotice.label(call.said(WaitRules.MESSAGE)))
                .with("For", call.said(WaitRules.KEY))
                .with("Until", call.after("within"));
        awaited.find(call.key().caseId())
                .map(AwaitedMessage::data)
                .ifPresent(data -> fields.of(call.said(), data)
                        .forEach((name, value) -> facts.with(PartyNotice.label(name), value)));
        return calls.show(
                call,
                "Waiting for a message",
                "came".equals(call.outcome()) ? "Message came" : "Time over",
                facts,
                Set.of());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(WaitForMessage.PROCESS, text, limit, offset);
    }
}
