package org.meterflow.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseEnded.StepTime;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every case that has ended, of whichever process, for reports: the engine forgets its own after a time. */
@Repository
public class EndedCases {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    EndedCases(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventListener
    void on(CaseEnded ended) {
        @Nullable CaseKey parent = ended.parent();
        jdbc.sql(
                        "insert into ended_case (process, case_id, outcome, name, started_at, ended_at, parent_process, parent_case,"
                                + " steps, late) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::text[])")
                .params(ended.key().process(), ended.key().caseId(), ended.outcome(), ended.name())
                .params(utc(ended.startedAt()), utc(ended.endedAt()))
                .params(parent == null ? null : parent.process(), parent == null ? null : parent.caseId())
                .params(written(ended.steps()), ended.late().toArray(String[]::new))
                .update();
    }

    /** The last time that a case of this key ended. */
    public Optional<CaseEnded> find(CaseKey key) {
        return jdbc.sql("select * from ended_case where process = ? and case_id = ? order by id desc limit 1")
                .params(key.process(), key.caseId())
                .query((row, number) -> read(row))
                .optional();
    }

    /** The cases of a process that ended in a time, the first first. */
    public List<CaseEnded> of(String process, Instant from, Instant until) {
        return jdbc.sql(
                        "select * from ended_case where process = ? and ended_at >= ? and ended_at < ? order by ended_at, id")
                .params(process, utc(from), utc(until))
                .query((row, number) -> read(row))
                .list();
    }

    private CaseEnded read(ResultSet row) throws SQLException {
        @Nullable String parent = row.getString("parent_process");
        return new CaseEnded(
                new CaseKey(row.getString("process"), row.getString("case_id")),
                row.getString("outcome"),
                row.getString("name"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("ended_at").toInstant(),
                parent == null ? null : new CaseKey(parent, row.getString("parent_case")),
                steps(row.getString("steps")),
                List.of((String[]) row.getArray("late").getArray()));
    }

    private List<StepTime> steps(String written) {
        try {
            return List.of(json.readValue(written, StepTime[].class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String written(List<StepTime> steps) {
        try {
            return json.writeValueAsString(steps);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
