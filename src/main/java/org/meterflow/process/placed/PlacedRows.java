package org.meterflow.process.placed;

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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PlacedRows {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    PlacedRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<String> of(String process, CaseKey parent, String box, String visit) {
        return jdbc.sql("""
                        select id from placed_call
                        where process = ? and parent_process = ? and parent_case = ? and box = ? and visit = ?""")
                .params(process, parent.process(), parent.caseId(), box, visit)
                .query(String.class)
                .optional();
    }

    /** How often cases of this id have come to a box of this id. */
    long times(String process, String parentCase, String box) {
        return jdbc.sql("select count(*) from placed_call where process = ? and parent_case = ? and box = ?")
                .params(process, parentCase, box)
                .query(Long.class)
                .single();
    }

    void add(PlacedCall call) {
        jdbc.sql("""
                        insert into placed_call
                            (process, id, parent_process, parent_case, box, visit, title, said, called_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")
                .params(call.key().process(), call.key().caseId())
                .params(call.parent().process(), call.parent().caseId(), call.box(), call.visit(), call.title())
                .params(write(call.said()), Timestamp.from(call.calledAt()))
                .update();
    }

    void end(CaseKey key, String outcome, Instant at) {
        jdbc.sql("update placed_call set outcome = ?, ended_at = ? where process = ? and id = ?")
                .params(outcome, Timestamp.from(at), key.process(), key.caseId())
                .update();
    }

    Optional<PlacedCall> find(CaseKey key) {
        return jdbc.sql("select * from placed_call where process = ? and id = ?")
                .params(key.process(), key.caseId())
                .query((row, number) -> read(row))
                .optional();
    }

    List<PlacedCall> open(String process, String property, String value, int limit) {
        return jdbc.sql("""
                        select * from placed_call
                        where process = ? and outcome is null and said ->> ? = ? order by called_at limit ?""")
                .params(process, property, value, limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** @param terms what the text may mean, as properties of the box say it */
    List<String> search(String process, String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select id from placed_call
                        where process = ? and (? = '' or lower(id) = lower(?) or lower(parent_case) = lower(?)
                            or exists (select from jsonb_each_text(said) property where property.value = any(?)))
                        order by called_at desc, id limit ? offset ?""")
                .params(process, text, text, text, terms, limit, offset)
                .query(String.class)
                .list();
    }

    private PlacedCall read(ResultSet row) throws SQLException {
        return new PlacedCall(
                new CaseKey(row.getString("process"), row.getString("id")),
                new CaseKey(row.getString("parent_process"), row.getString("parent_case")),
                row.getString("box"),
                row.getString("visit"),
                row.getString("title"),
                read(row.getString("said")),
                row.getTimestamp("called_at").toInstant(),
                row.getString("outcome"),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private String write(Map<String, String> said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> read(String said) {
        try {
            return json.readValue(said, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
