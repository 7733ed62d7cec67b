package org.meterflow.process.kit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people answered in tasks whose questions stand in the diagram. The latest answer is the one that the next diamond
 * reads; the case's story keeps them all.
 */
@Component
public class Answers {

    private final JdbcClient jdbc;
    private final Timeline timeline;
    private final Fields fields;
    private final ConfidentialAnswers confidential;
    private final Clock clock;

    Answers(JdbcClient jdbc, Timeline timeline, Fields fields, ConfidentialAnswers confidential, Clock clock) {
        this.confidential = confidential;
        this.fields = fields;
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Keeps a completed form, in the caller's transaction, unless something is wrong with it.
     *
     * @param step the task's id in the diagram
     * @param title the task's name, for the story
     * @param teams whose people may look at what is confidential
     */
    public List<FieldError> keep(
            CaseKey key, String step, String title, List<TaskField> asked, Form form, Collection<String> teams) {
        List<FieldError> wrong = fields.wrong(asked, form);
        if (wrong.isEmpty()) {
            forget(key, step);
            for (TaskField field : asked) {
                if (field.confidential()) {
                    confidential.keep(key, step, title, asked.indexOf(field), field, form, teams);
                } else {
                    keep(key, step, field, form);
                }
            }
            timeline.note(key, StoryKind.PERSON, title, inWords(asked, form), form.actor());
        }
        return wrong;
    }

    /** Two people who complete tasks of one case at one moment do so one after the other, until the caller has committed. */
    public void oneAfterTheOther(CaseKey key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?), hashtext(?))")
                .params(key.process(), key.caseId())
                .query((row, number) -> number)
                .list();
    }

    /** Keeps what came of a box that called another process, for the diamond that follows it. */
    public void came(CaseKey key, String step, String outcome) {
        came(key, step, outcome, Map.of());
    }

    /** @param values what can be read of the box beside its outcome, by name: text, number, yes or no, day, instant */
    public void came(CaseKey key, String step, String outcome, Map<String, ?> values) {
        forget(key, step);
        keep(key, step, PlacedStep.OUTCOME, FieldKind.CHOICE, outcome, Timeline.PLATFORM);
        values.forEach((name, value) ->
                keep(key, step, name, FieldKind.kindOf(value), FieldKind.written(value), Timeline.PLATFORM));
    }

    /**
     * Keeps what a decision table has decided.
     *
     * @param title the box's name, for the story
     * @param words what was decided and why, for the story
     */
    public void decided(CaseKey key, String step, String title, Map<String, ?> outputs, String words) {
        forget(key, step);
        outputs.forEach((name, value) ->
                keep(key, step, name, FieldKind.kindOf(value), FieldKind.written(value), Timeline.PLATFORM));
        timeline.note(key, StoryKind.DECISION, title, words, Timeline.PLATFORM);
    }

    private void forget(CaseKey key, String step) {
        jdbc.sql("delete from case_answer where process = ? and case_id = ? and step = ?")
                .params(key.process(), key.caseId(), step)
                .update();
        confidential.forget(key, step);
    }

    private void keep(CaseKey key, String step, TaskField field, Form form) {
        String typed = form.text(field.name());
        if (!typed.isEmpty()) {
            keep(key, step, field.name(), field.kind(), typed, form.actor());
        }
    }

    private void keep(CaseKey key, String step, String field, FieldKind kind, String value, String actor) {
        jdbc.sql("insert into case_answer (process, case_id, step, field, kind, value, actor, at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(key.process(), key.caseId(), step, field, kind.type(), value, actor)
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    private static String inWords(List<TaskField> fields, Form form) {
        Stream<String> open = fields.stream()
                .filter(field ->
                        !field.confidential() && !form.text(field.name()).isEmpty())
                .map(field -> field.label()
                        + (field.label().endsWith("?") ? " " : ": ")
                        + field.read(form.text(field.name())));
        Stream<String> hidden = fields.stream().anyMatch(TaskField::confidential)
                ? Stream.of("Answers about the household are not shown")
                : Stream.empty();
        return Stream.concat(open, hidden).collect(Collectors.joining("; "));
    }

    /** Field to value, as conditions compare it; empty when nobody has answered yet. */
    public Map<String, Object> of(CaseKey key, String step) {
        Map<String, Object> answers = new HashMap<>(confidential.of(key, step));
        jdbc.sql("select field, kind, value from case_answer where process = ? and case_id = ? and step = ?")
                .params(key.process(), key.caseId(), step)
                .query(row -> {
                    answers.put(row.getString("field"), FieldKind.value(row.getString("kind"), row.getString("value")));
                });
        return answers;
    }
}
