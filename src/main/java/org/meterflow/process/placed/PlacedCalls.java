package org.meterflow.process.placed;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Facts;
import org.meterflow.process.SearchTerms;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.CalledStep;
import org.springframework.stereotype.Component;

/** The boxes that cases have come to, and the way back to the diagram they stand in. */
@Component
public class PlacedCalls {

    private final PlacedRows rows;
    private final Answers answers;
    private final Timeline timeline;
    private final Cases cases;
    private final CaseViews views;
    private final SearchTerms terms;
    private final Clock clock;

    PlacedCalls(
            PlacedRows rows,
            Answers answers,
            Timeline timeline,
            Cases cases,
            CaseViews views,
            SearchTerms terms,
            Clock clock) {
        this.rows = rows;
        this.answers = answers;
        this.timeline = timeline;
        this.cases = cases;
        this.views = views;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * Keeps what stands at the box, once for each time that a case comes to it.
     *
     * @return the id of the step's case
     */
    public String open(String process, CalledStep.Call call) {
        return rows.of(process, call.parent(), call.box(), call.visit()).orElseGet(() -> add(process, call));
    }

    /**
     * Starts a step on behalf of a case that does not wait for it.
     *
     * @param occasion for which it is started once
     */
    public void begin(String process, CaseKey parent, String occasion, String title, Map<String, String> said) {
        if (rows.of(process, parent, occasion, occasion).isEmpty()) {
            String id = add(process, new CalledStep.Call(parent, occasion, occasion, title, said, List.of()));
            cases.start(new CaseKey(process, id));
        }
    }

    private String add(String process, CalledStep.Call call) {
        long before = rows.times(process, call.parent().caseId(), call.box());
        String id = call.caseId(before);
        rows.add(new PlacedCall(
                new CaseKey(process, id),
                call.parent(),
                call.box(),
                call.visit(),
                call.title(),
                call.said(),
                clock.instant(),
                null,
                null));
        return id;
    }

    public Optional<PlacedCall> find(CaseKey key) {
        return rows.find(key);
    }

    public PlacedCall require(String process, String id) {
        CaseKey key = new CaseKey(process, id);
        return find(key).orElseThrow(() -> new IllegalStateException("There is no " + key));
    }

    /** Whether something can still come of it: not when its case, or the one that called it, has gone another way. */
    public boolean isOpen(PlacedCall call) {
        return call.outcome() == null && cases.isRunning(call.key());
    }

    /**
     * Hands what came of it to the diagram, and to the story of the case there.
     *
     * @param values what can be read of the box beside its outcome
     * @param words for the story
     */
    public void end(PlacedCall call, String outcome, Map<String, ?> values, StoryKind kind, String words, String by) {
        rows.end(call.key(), outcome, clock.instant());
        answers.came(call.parent(), call.box(), outcome, values);
        timeline.note(call.parent(), kind, call.title(), words, by);
    }

    /** Tells the story of the calling case something that is not the end. */
    public void note(PlacedCall call, StoryKind kind, String words) {
        timeline.note(call.parent(), kind, call.title(), words, Timeline.PLATFORM);
    }

    /** The steps of this process that are under way and whose box says so. */
    public List<PlacedCall> open(String process, String property, String value, int limit) {
        return rows.open(process, property, value, limit);
    }

    public List<String> search(String process, String text, int limit, int offset) {
        return rows.search(process, text, terms.of(text), limit, offset);
    }

    /**
     * What a person reads of it.
     *
     * @param state while it is under way
     * @param ended what came of it, in words; of one without an outcome it is not read
     * @param parties who may see it
     */
    public CaseFacts show(PlacedCall call, String state, String ended, Facts facts, Set<String> parties) {
        boolean over = call.outcome() != null;
        Optional<CaseFacts> asking = views.facts(call.parent());
        return new CaseFacts(
                call.key(),
                call.title() + ": "
                        + asking.map(CaseFacts::about).orElse(call.parent().caseId()),
                over ? ended : isOpen(call) ? state : "No longer needed",
                facts,
                over ? ended : null,
                call.parent(),
                parties,
                call.calledAt());
    }
}
