package org.meterflow.process.kit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Form;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people have answered about a household's health or circumstances, apart from everything else: conditions and tables read
 * it, and people of its teams can look at it. Each look is on record.
 */
@Repository
public class ConfidentialAnswers {

    private final JdbcClient jdbc;
    private final Clock clock;

    ConfidentialAnswers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void forget(CaseKey key, String step) {
        jdbc.sql("delete from confidential_answer where process = ? and case_id = ? and step = ?")
                .params(key.process(), key.caseId(), step)
                .update();
    }

    /**
     * @param title of the task
     * @param position of the question among those of its task
     * @param teams whose people may look at it
     */
    void keep(
            CaseKey key,
            String step,
            String title,
            int position,
            TaskField field,
            Form form,
            Collection<String> teams) {
        String typed = form.text(field.name());
        if (typed.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into confidential_answer
                            (process, case_id, step, field, position, title, label, words, kind, value, teams, actor, at)
                        values (:process, :case, :step, :field, :position, :title, :label, :words, :kind, :value,
                            array[:teams]::text[], :actor, :at)""")
                .param("process", key.process())
                .param("case", key.caseId())
                .param("step", step)
                .param("field", field.name())
                .param("position", position)
                .param("title", title)
                .param("label", field.label())
                .param("words", field.read(typed))
                .param("kind", field.kind().type())
                .param("value", typed)
                .param("teams", teams)
                .param("actor", form.actor())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Field to value, as conditions compare it. */
    Map<String, Object> of(CaseKey key, String step) {
        Map<String, Object> answers = new HashMap<>();
        jdbc.sql("select field, kind, value from confidential_answer where process = ? and case_id = ? and step = ?")
                .params(key.process(), key.caseId(), step)
                .query(row -> {
                    answers.put(row.getString("field"), FieldKind.value(row.getString("kind"), row.getString("value")));
                });
        return answers;
    }

    /** The teams whose people may look at some of a case's answers; none when it has no such answers. */
    public Set<String> teams(CaseKey key) {
        return new TreeSet<>(jdbc.sql(
                        "select distinct unnest(teams) from confidential_answer" + " where process = ? and case_id = ?")
                .params(key.process(), key.caseId())
                .query(String.class)
                .list());
    }

    /**
     * Shows somebody what they may see, in the order of the questions, and writes down that they have looked.
     *
     * @param teams the person's
     * @return empty, and no look, when they may see nothing of it
     */
    @Transactional
    public List<ConfidentialAnswer> look(CaseKey key, String person, Set<String> teams) {
        List<ConfidentialAnswer> seen = teams.isEmpty() ? List.of() : shown(key, teams);
        if (!seen.isEmpty()) {
            jdbc.sql("insert into confidential_look (process, case_id, person, at) values (?, ?, ?, ?)")
                    .params(key.process(), key.caseId(), person, Timestamp.from(clock.instant()))
                    .update();
        }
        return seen;
    }

    private List<ConfidentialAnswer> shown(CaseKey key, Set<String> teams) {
        return jdbc.sql("""
                        select title, label, words, actor, at from confidential_answer
                        where process = :process and case_id = :case and teams && array[:teams]::text[]
                        order by at, step, position""")
                .param("process", key.process())
                .param("case", key.caseId())
                .param("teams", teams)
                .query((row, number) -> new ConfidentialAnswer(
                        row.getString("title"),
                        row.getString("label"),
                        row.getString("words"),
                        row.getString("actor"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** Who has looked at what, the latest first. */
    public List<ConfidentialLook> looks(int limit, int offset) {
        return jdbc.sql("select process, case_id, person, at from confidential_look order by at desc, id desc"
                        + " limit ? offset ?")
                .params(limit, offset)
                .query((row, number) -> new ConfidentialLook(
                        new CaseKey(row.getString("process"), row.getString("case_id")),
                        row.getString("person"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }
}
