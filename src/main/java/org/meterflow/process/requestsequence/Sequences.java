package org.meterflow.process.requestsequence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.askdevice.AskOutcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of sequences and of what they have sent. */
@Repository
class Sequences {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Sequences(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The one of this visit of a case to a box, when there is one. */
    Optional<String> of(CaseKey parent, String box, String visit) {
        return jdbc.sql("select id from request_sequence"
                        + " where parent_process = ? and parent_case = ? and box = ? and visit = ?")
                .params(parent.process(), parent.caseId(), box, visit)
                .query(String.class)
                .optional();
    }

    Optional<String> latest(CaseKey parent, String box) {
        return jdbc.sql("select id from request_sequence where parent_process = ? and parent_case = ? and box = ?"
                        + " order by asked_at desc, length(id) desc, id desc limit 1")
                .params(parent.process(), parent.caseId(), box)
                .query(String.class)
                .optional();
    }

    /** How often cases of this id, of whichever process, have come to a box of this id. */
    long times(String parentCase, String box) {
        return jdbc.sql("select count(*) from request_sequence where parent_case = ? and box = ?")
                .params(parentCase, box)
                .query(Long.class)
                .single();
    }

    void add(Sequence sequence) {
        jdbc.sql("""
                        insert into request_sequence
                            (id, parent_process, parent_case, box, visit, title, said, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")
                .params(
                        sequence.id(),
                        sequence.parent().process(),
                        sequence.parent().caseId(),
                        sequence.box(),
                        sequence.visit(),
                        sequence.title(),
                        write(sequence.said()))
                .param(Timestamp.from(sequence.askedAt()))
                .update();
    }

    /** Once, however often it is noted. */
    void begin(String id, SequenceStep step, int position) {
        jdbc.sql("""
                        insert into sequence_step (sequence, position, name, service, undoing) values (?, ?, ?, ?, ?)
                        on conflict (sequence, name, undoing) do nothing""")
                .params(id, position, step.name(), step.service(), step.undoing())
                .update();
    }

    void end(String id, SequenceStep step, AskOutcome outcome, @Nullable String reason) {
        jdbc.sql("update sequence_step set outcome = ?, reason = ? where sequence = ? and name = ? and undoing = ?")
                .param(outcome.name())
                .param(reason)
                .param(id)
                .param(step.name())
                .param(step.undoing())
                .update();
    }

    void end(String id, String outcome, Instant at) {
        jdbc.sql("update request_sequence set outcome = ?, ended_at = ? where id = ?")
                .params(outcome, Timestamp.from(at), id)
                .update();
    }

    Optional<Sequence> find(String id) {
        return jdbc.sql("select * from request_sequence where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<String> search(String text, int limit, int offset) {
        return jdbc.sql("select id from request_sequence where ? = '' or lower(id) = lower(?)"
                        + " or lower(parent_case) = lower(?) order by asked_at desc, id limit ? offset ?")
                .params(text, text, text, limit, offset)
                .query(String.class)
                .list();
    }

    private Sequence read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Sequence(
                id,
                new CaseKey(row.getString("parent_process"), row.getString("parent_case")),
                row.getString("box"),
                row.getString("visit"),
                row.getString("title"),
                said(row.getString("said")),
                row.getTimestamp("asked_at").toInstant(),
                steps(id),
                row.getString("outcome"));
    }

    private List<SequenceStep> steps(String id) {
        return jdbc.sql("select * from sequence_step where sequence = ? order by position")
                .param(id)
                .query((row, number) -> {
                    @Nullable String outcome = row.getString("outcome");
                    return new SequenceStep(
                            row.getString("name"),
                            row.getString("service"),
                            row.getBoolean("undoing"),
                            outcome == null ? null : AskOutcome.valueOf(outcome),
                            row.getString("reason"));
                })
                .list();
    }

    private String write(Map<String, String> said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> said(String written) {
        try {
            return json.readValue(written, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What was said at a box is no JSON: " + written, broken);
        }
    }
}
