package org.meterflow.process.drawn;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.drawn.Starter.Caller;
import org.meterflow.process.kit.FieldKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the cases without a program and of their facts. */
@Repository
class DrawnRows {

    private static final String NAMED = """
            and (cardinality(cast(:terms as text[])) = 0 or lower(c.case_id) = lower(:text) or c.parties && cast(:terms as text[])
                 or exists (select from drawn_fact f
                            where f.process = c.process and f.case_id = c.case_id
                              and f.kind in ('meterPoint', 'party', 'device') and f.value = any (cast(:terms as text[]))))
            order by c.started_at desc, c.case_id
            """;

    private final JdbcClient jdbc;

    DrawnRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A number that no other case was given. */
    long nextNumber() {
        return jdbc.sql("select nextval('drawn_case_number')").query(Long.class).single();
    }

    /** @return false when there is a case of this id, or of this form, already, which stays as it was */
    boolean add(DrawnCase started) {
        Caller caller = started.startedBy().caller();
        int added = jdbc.sql("""
                        insert into drawn_case (process, case_id, about, started_by, started_how, party, parties,
                                                parent_process, parent_case, box, visit, form, started_at)
                        values (?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(started.key().process(), started.key().caseId(), started.about())
                .params(started.startedBy().name(), started.startedBy().how().name())
                .params(started.startedBy().party(), started.parties().toArray(String[]::new))
                .params(
                        caller == null ? null : caller.parent().process(),
                        caller == null ? null : caller.parent().caseId(),
                        caller == null ? null : caller.box(),
                        caller == null ? null : caller.visit())
                .params(started.startedBy().form(), utc(started.startedAt()))
                .update();
        if (added == 1) {
            int position = 0;
            for (DrawnFact fact : started.facts()) {
                add(started.key(), position++, fact);
            }
        }
        return added == 1;
    }

    private void add(CaseKey key, int position, DrawnFact fact) {
        jdbc.sql("insert into drawn_fact (process, case_id, position, name, label, kind, unit, value, words)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(key.process(), key.caseId(), position, fact.name(), fact.label())
                .params(fact.kind().type(), fact.unit(), fact.value(), fact.words())
                .update();
    }

    /** Whether a case of this id, or of this form, has begun. */
    boolean knows(CaseKey key, @Nullable String form) {
        return jdbc.sql("select count(*) from drawn_case where process = ? and (case_id = ? or form = ?)")
                        .params(key.process(), key.caseId(), form)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The case that began with this form, when one has. */
    Optional<String> begunWith(String process, String form) {
        return jdbc.sql("select case_id from drawn_case where process = ? and form = ?")
                .params(process, form)
                .query(String.class)
                .optional();
    }

    /** The case that a box called this time, when it has. */
    Optional<String> calledBy(String process, Caller caller) {
        return jdbc.sql("select case_id from drawn_case where process = ? and parent_process = ? and parent_case = ?"
                        + " and box = ? and visit = ?")
                .params(process, caller.parent().process(), caller.parent().caseId(), caller.box(), caller.visit())
                .query(String.class)
                .optional();
    }

    /** How often cases of the caller's id, of whichever process, have come to a box of this id. */
    long timesAt(Caller caller) {
        return jdbc.sql("select count(*) from drawn_case where parent_case = ? and box = ?")
                .params(caller.parent().caseId(), caller.box())
                .query(Long.class)
                .single();
    }

    void end(CaseKey key, String end, String name, Instant at) {
        jdbc.sql("update drawn_case set ended_at = ?, end_id = ?, outcome = ? where process = ? and case_id = ?")
                .params(utc(at), end, name, key.process(), key.caseId())
                .update();
    }

    Optional<DrawnCase> find(CaseKey key) {
        return jdbc.sql("select * from drawn_case where process = ? and case_id = ?")
                .params(key.process(), key.caseId())
                .query((row, number) -> read(key, row))
                .optional();
    }

    /** Newest first. */
    List<String> search(String process, String text, String[] terms, int limit, int offset) {
        return jdbc.sql("select c.case_id from drawn_case c where c.process = :process " + NAMED
                        + "limit :limit offset :offset")
                .param("process", process)
                .param("text", text)
                .param("terms", terms)
                .param("limit", limit)
                .param("offset", offset)
                .query(String.class)
                .list();
    }

    /** Of every process, newest first. */
    List<String> search(String text, String[] terms, int limit) {
        return jdbc.sql("select c.case_id from drawn_case c where true " + NAMED + "limit :limit")
                .param("text", text)
                .param("terms", terms)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    private DrawnCase read(CaseKey key, ResultSet row) throws SQLException {
        return new DrawnCase(
                key,
                row.getString("about"),
                new Starter(
                        row.getString("started_by"),
                        StoryKind.valueOf(row.getString("started_how")),
                        row.getString("party"),
                        caller(row),
                        row.getString("form")),
                Set.of((String[]) row.getArray("parties").getArray()),
                row.getTimestamp("started_at").toInstant(),
                row.getString("outcome"),
                facts(key));
    }

    private static @Nullable Caller caller(ResultSet row) throws SQLException {
        @Nullable String process = row.getString("parent_process");
        return process == null
                ? null
                : new Caller(
                        new CaseKey(process, row.getString("parent_case")),
                        row.getString("box"),
                        row.getString("visit"));
    }

    private List<DrawnFact> facts(CaseKey key) {
        return jdbc.sql("select * from drawn_fact where process = ? and case_id = ? order by position")
                .params(key.process(), key.caseId())
                .query((row, number) -> new DrawnFact(
                        row.getString("name"),
                        row.getString("label"),
                        FieldKind.of(row.getString("kind")).orElse(FieldKind.TEXT),
                        row.getString("unit"),
                        row.getString("value"),
                        row.getString("words")))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
