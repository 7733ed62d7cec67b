package org.meterflow.process.tellparty;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.messages.NoticeSource;
import org.meterflow.messages.NoticeType;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Drawn;
import org.meterflow.process.Facts;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.PlacedBoxes;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.NothingToUndo;
import org.meterflow.process.placed.PartyNotice;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.placed.Recipients;
import org.springframework.stereotype.Component;

/** The step of {@code bpmn/tell-party.bpmn}: the notification leaves through the outbox, once, after its commit. */
@Component
@Drawn
@PlacedStep(
        needs = {PartyNotice.PARTY, PartyNotice.MESSAGE},
        may = NoticeRules.WORDS,
        mayMore = true,
        outcomes = "told",
        check = NoticeRules.class)
public class TellParty extends PlacedBox implements NothingToUndo, CaseView, NoticeSource {

    private static final String PROCESS = "tellParty";

    private final Recipients recipients;
    private final Notifications notifications;
    private final PlacedBoxes boxes;

    TellParty(PlacedCalls calls, Recipients recipients, Notifications notifications, PlacedBoxes boxes) {
        super(PROCESS, calls);
        this.recipients = recipients;
        this.notifications = notifications;
        this.boxes = boxes;
    }

    // ── the step ──

    public void tell(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        Party party = recipients.require(call);
        String words = call.said(NoticeRules.WORDS);
        Map<String, Object> data = new LinkedHashMap<>();
        if (!words.isEmpty()) {
            data.put(NoticeRules.WORDS, words);
        }
        data.putAll(PartyNotice.data(call.said()));
        notifications.notifyOnce(
                PROCESS + ":" + caseId,
                party.id(),
                call.said(PartyNotice.MESSAGE),
                call.parent().caseId(),
                data);
        String told = "Told " + party.name() + (words.isEmpty() ? "" : ": " + words);
        calls.end(call, "told", Map.of(), StoryKind.NOTICE, told, Timeline.PLATFORM);
    }

    // ── what can be seen ──

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(PROCESS, caseId)).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        Facts facts = new Facts()
                .with("Told", recipients.name(call))
                .with("Words", call.said(NoticeRules.WORDS).isEmpty() ? null : call.said(NoticeRules.WORDS));
        PartyNotice.data(call.said()).forEach((name, value) -> facts.with(PartyNotice.label(name), value));
        Set<String> parties = recipients.find(call.said(PartyNotice.PARTY)).map(Party::id).stream()
                .collect(Collectors.toSet());
        return calls.show(call, "About to be told", "Told", facts, parties);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(PROCESS, text, limit, offset);
    }

    @Override
    public List<NoticeType> noticeTypes() {
        return boxes.inForce(PROCESS).stream()
                .map(box -> new NoticeType(
                        box.said().getOrDefault(PartyNotice.MESSAGE, ""),
                        box.process() + ": " + box.title(),
                        PartyNotice.recipient(box.said()),
                        fields(box.said())))
                .toList();
    }

    private static List<NoticeType.Field> fields(Map<String, String> said) {
        Stream<NoticeType.Field> words = said.containsKey(NoticeRules.WORDS)
                ? Stream.of(new NoticeType.Field(NoticeRules.WORDS, "what is told"))
                : Stream.empty();
        return Stream.concat(words, PartyNotice.fields(said).stream()).toList();
    }
}
