package org.meterflow.process.foureyes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.foureyes.Approval.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of approvals: one row for each time a case comes to such a box. */
@Repository
class Approvals {

    private final JdbcClient jdbc;

    Approvals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one that is asked for at this visit of a case to a box, when it has been. */
    Optional<String> of(CaseKey parent, String box, String visit) {
        return jdbc.sql(
                        "select id from approval where parent_process = ? and parent_case = ? and box = ? and visit = ?")
                .params(parent.process(), parent.caseId(), box, visit)
                .query(String.class)
                .optional();
    }

    /** How often cases of this id, of whichever process, have come to a box of this id. */
    long times(String parentCase, String box) {
        return jdbc.sql("select count(*) from approval where parent_case = ? and box = ?")
                .params(parentCase, box)
                .query(Long.class)
                .single();
    }

    void add(Approval approval) {
        jdbc.sql(
                        "insert into approval (id, parent_process, parent_case, box, visit, title, question, team, deadline, judged, asked_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?)")
                .params(
                        approval.id(),
                        approval.parent().process(),
                        approval.parent().caseId(),
                        approval.box(),
                        approval.visit())
                .params(approval.title(), approval.question(), approval.team(), utc(approval.deadline()))
                .params(approval.judged().toArray(String[]::new), utc(approval.askedAt()))
                .update();
    }

    void end(String id, Outcome outcome, Instant at) {
        jdbc.sql("update approval set outcome = ?, ended_at = ? where id = ?")
                .params(outcome.name(), utc(at), id)
                .update();
    }

    Optional<Approval> find(String id) {
        return jdbc.sql("select * from approval where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<String> search(String text, int limit, int offset) {
        return jdbc.sql("select id from approval where ? = '' or lower(id) = lower(?) or lower(parent_case) = lower(?)"
                        + " order by asked_at desc, id limit ? offset ?")
                .params(text, text, text, limit, offset)
                .query(String.class)
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Approval read(ResultSet row) throws SQLException {
        @Nullable String outcome = row.getString("outcome");
        return new Approval(
                row.getString("id"),
                new CaseKey(row.getString("parent_process"), row.getString("parent_case")),
                row.getString("box"),
                row.getString("visit"),
                row.getString("title"),
                row.getString("question"),
                row.getString("team"),
                row.getTimestamp("deadline").toInstant(),
                List.of((String[]) row.getArray("judged").getArray()),
                row.getTimestamp("asked_at").toInstant(),
                outcome == null ? null : Outcome.valueOf(outcome));
    }
}
