package org.meterflow.process.partyquestion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Drawn;
import org.meterflow.process.Facts;
import org.meterflow.process.SearchTerms;
import org.meterflow.process.engine.Cases;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps of {@code bpmn/party-question.bpmn}, in diagram order, and the way in for those who call it. */
@Component
@Drawn(tells = "answerReceived")
public class PartyQuestion implements CaseView {

    static final String PROCESS = "partyQuestion";

    private final AskedParties questions;
    private final Notifications notifications;
    private final Parties parties;
    private final Cases cases;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final ObjectMapper json;
    private final SearchTerms terms;

    PartyQuestion(
            AskedParties questions,
            Notifications notifications,
            Parties parties,
            Cases cases,
            ApplicationEventPublisher events,
            Clock clock,
            ObjectMapper json,
            SearchTerms terms) {
        this.terms = terms;
        this.questions = questions;
        this.notifications = notifications;
        this.parties = parties;
        this.cases = cases;
        this.events = events;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Prepares a question; the caller's call activity then runs the process with the id returned.
     *
     * @param name of the notification, and of the case's own use of it: one question of a name for each case
     */
    public String prepare(
            CaseKey parent, String party, String name, String caseKey, Map<String, ?> data, Instant deadline) {
        String id = parent.caseId() + ":" + name;
        questions.add(new AskedParty(
                id, parent, party, name, caseKey, write(data), deadline, clock.instant(), null, null, null, null));
        return id;
    }

    public Optional<AskedParty> find(String id) {
        return questions.find(id);
    }

    /**
     * Takes the party's answer in the caller's transaction.
     *
     * @param answer JSON
     * @return false when it is late, or not the first
     */
    @Transactional
    public boolean answer(String id, String answer, String by) {
        if (!questions.answer(id, answer, by, clock.instant())) {
            return false;
        }
        cases.tell(new CaseKey(PROCESS, id), "answerReceived");
        return true;
    }

    /**
     * Takes an answer in the transaction that closes the question.
     *
     * @param answer JSON
     * @return false when it is not the first
     */
    public boolean takeLastAnswer(QuestionClosing closing, String answer, String by) {
        return questions.answer(closing.id(), answer, by, clock.instant());
    }

    // ── the steps ──

    public void putQuestion(String caseId) {
        AskedParty question = require(caseId);
        Map<String, Object> data = new LinkedHashMap<>(read(question.data()));
        data.put("answerBy", question.deadline().toString());
        notifications.notifyOnce(question.id(), question.party(), question.name(), question.caseKey(), data);
    }

    public Date deadline(String caseId) {
        return Date.from(require(caseId).deadline());
    }

    public void closeQuestion(String caseId) {
        AskedParty question = require(caseId);
        events.publishEvent(new QuestionClosing(
                caseId, question.party(), question.name(), question.caseKey(), question.deadline()));
        questions.close(caseId, clock.instant());
    }

    private AskedParty require(String caseId) {
        return questions.find(caseId).orElseThrow(() -> new IllegalStateException("There is no question " + caseId));
    }

    // ── what can be seen ──

    @Override
    public String process() {
        return PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return questions.find(caseId).map(this::facts);
    }

    private CaseFacts facts(AskedParty question) {
        String party = parties.find(question.party()).map(Party::name).orElse(question.party());
        Facts facts = new Facts()
                .with("Asked", party)
                .with("Question", question.name())
                .with("Answer by", question.deadline())
                .with("Answer", question.answer());
        return new CaseFacts(
                new CaseKey(PROCESS, question.id()),
                inWords(question.name()) + ": " + party,
                question.state(),
                facts,
                question.answer() == null && question.closedAt() == null ? null : question.state(),
                question.parent(),
                Set.of(question.party()),
                question.askedAt());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return questions.search(text, terms.of(text), limit, offset);
    }

    /** {@code interventionInvited} as "Intervention invited" */
    static String inWords(String name) {
        String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.UK);
        return spaced.substring(0, 1).toUpperCase(Locale.UK) + spaced.substring(1);
    }

    private String write(Map<String, ?> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("The question cannot be written as JSON", failure);
        }
    }

    private Map<String, Object> read(String data) {
        try {
            return json.readValue(data, new TypeReference<>() {});
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("The stored question is no JSON", failure);
        }
    }
}
