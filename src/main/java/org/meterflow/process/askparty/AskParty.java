package org.meterflow.process.askparty;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.messages.Notifications;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.placed.NothingToUndo;
import org.meterflow.process.placed.PartyNotice;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.placed.Recipients;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/ask-party.bpmn}. */
@Component
@Drawn
@PlacedStep(
        needs = {PartyNotice.PARTY, PartyNotice.MESSAGE, "within"},
        may = {QuestionRules.WORDS, QuestionRules.ANSWERS, QuestionRules.REMIND_AFTER},
        mayMore = true,
        outcomes = {AskParty.ANSWERED, AskParty.SILENT},
        gives = {AskParty.ANSWER, "reason"},
        givesMore = true,
        check = QuestionRules.class)
public class AskParty extends PlacedBox implements NothingToUndo {

    static final String PROCESS = "askParty";
    static final String ANSWERED = "answered";
    static final String SILENT = "silent";
    static final String ANSWER = "answer";

    private final PartyQuestion questions;
    private final Recipients recipients;
    private final Notifications notifications;
    private final AnswerFields fields;
    private final Clock clock;

    AskParty(
            PlacedCalls calls,
            PartyQuestion questions,
            Recipients recipients,
            Notifications notifications,
            AnswerFields fields,
            Clock clock) {
        super(PROCESS, calls);
        this.questions = questions;
        this.recipients = recipients;
        this.notifications = notifications;
        this.fields = fields;
        this.clock = clock;
    }

    /** The id of the question that a box has put. */
    static String question(PlacedCall call) {
        return call.key().caseId() + ":" + call.said(PartyNotice.MESSAGE);
    }

    // ── the steps ──

    public String ask(String caseId) {
        PlacedCall call = require(caseId);
        Optional<AskedParty> asked = questions.find(question(call));
        if (asked.isPresent()) {
            return asked.get().id();
        }
        String party = recipients.require(call).id();
        calls.note(call, StoryKind.NOTICE, "Asked " + recipients.name(call) + told(call));
        return questions.prepare(
                call.key(), party, call.said(PartyNotice.MESSAGE), caseId, data(call), call.after("within"));
    }

    private static String told(PlacedCall call) {
        String words = call.said(QuestionRules.WORDS);
        return words.isEmpty() ? "" : ": " + words;
    }

    private static Map<String, Object> data(PlacedCall call) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("question", call.key().caseId());
        if (!call.said(QuestionRules.WORDS).isEmpty()) {
            data.put(QuestionRules.WORDS, call.said(QuestionRules.WORDS));
        }
        List<String> answers = call.several(QuestionRules.ANSWERS);
        if (!answers.isEmpty()) {
            data.put(QuestionRules.ANSWERS, answers);
        }
        data.putAll(PartyNotice.data(call.said()));
        return data;
    }

    /** Without a reminder: when nobody waits for an answer any more. */
    public Date reminderDue(String caseId) {
        PlacedCall call = require(caseId);
        return Date.from(
                call.said(QuestionRules.REMIND_AFTER).isEmpty()
                        ? call.after("within").plus(Duration.ofDays(1))
                        : call.after(QuestionRules.REMIND_AFTER));
    }

    /** Nobody is reminded of what is over: the reminder may come late, after a stop of the platform. */
    public void remind(String caseId) {
        PlacedCall call = require(caseId);
        Instant answerBy = call.after("within");
        if (clock.instant().isBefore(answerBy)) {
            Map<String, Object> data = data(call);
            data.put("answerBy", answerBy.toString());
            data.put("reminder", true);
            String party = recipients.require(call).id();
            notifications.notifyOnce(question(call) + ":reminder", party, call.said(PartyNotice.MESSAGE), caseId, data);
            calls.note(call, StoryKind.NOTICE, "Reminded " + recipients.name(call));
        }
    }

    public boolean noteAnswer(String caseId) {
        PlacedCall call = require(caseId);
        Optional<String> answer = questions.find(question(call)).map(AskedParty::answer);
        String who = recipients.name(call);
        answer.ifPresentOrElse(
                given -> calls.end(
                        call, ANSWERED, fields.of(given), StoryKind.MESSAGE, who + " " + fields.inWords(given), who),
                () -> calls.end(
                        call, SILENT, Map.of(), StoryKind.DECISION, who + " has not answered", Timeline.PLATFORM));
        return answer.isPresent();
    }

    private PlacedCall require(String caseId) {
        return calls.require(PROCESS, caseId);
    }
}
