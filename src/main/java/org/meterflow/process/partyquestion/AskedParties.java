package org.meterflow.process.partyquestion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AskedParties {

    private final JdbcClient jdbc;

    AskedParties(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when a question with this id exists: asking is safe to repeat. */
    void add(AskedParty question) {
        jdbc.sql("""
                        insert into party_question
                            (id, parent_process, parent_case, party, name, case_key, data, deadline, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict (id) do nothing""")
                .params(
                        question.id(),
                        question.parent().process(),
                        question.parent().caseId(),
                        question.party(),
                        question.name(),
                        question.caseKey(),
                        question.data(),
                        Timestamp.from(question.deadline()),
                        Timestamp.from(question.askedAt()))
                .update();
    }

    Optional<AskedParty> find(String id) {
        return jdbc.sql("select * from party_question where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** @param terms ids of parties that the text means */
    List<String> search(String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select id from party_question
                        where ? = '' or lower(id) = lower(?) or lower(parent_case) = lower(?)
                           or lower(case_key) = lower(?) or party = any(?)
                        order by asked_at desc limit ? offset ?""")
                .params(text, text, text, text, terms, limit, offset)
                .query(String.class)
                .list();
    }

    /** @return false when the question has been answered or closed already */
    boolean answer(String id, String answer, String by, Instant at) {
        return jdbc.sql("""
                                update party_question set answer = ?::jsonb, answered_by = ?, answered_at = ?
                                where id = ? and answer is null and closed_at is null""").params(answer, by, Timestamp.from(at), id).update() == 1;
    }

    void close(String id, Instant at) {
        jdbc.sql("update party_question set closed_at = ? where id = ? and answer is null and closed_at is null")
                .params(Timestamp.from(at), id)
                .update();
    }

    private static AskedParty read(ResultSet row) throws SQLException {
        return new AskedParty(
                row.getString("id"),
                new CaseKey(row.getString("parent_process"), row.getString("parent_case")),
                row.getString("party"),
                row.getString("name"),
                row.getString("case_key"),
                row.getString("data"),
                row.getTimestamp("deadline").toInstant(),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("answer"),
                row.getString("answered_by"),
                instant(row.getTimestamp("answered_at")),
                instant(row.getTimestamp("closed_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
