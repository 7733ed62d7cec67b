package org.meterflow.process.lookathome;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HomeLooks {

    private final JdbcClient jdbc;

    HomeLooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> of(CaseKey parent, String box, String visit) {
        return jdbc.sql(
                        "select id from home_look where parent_process = ? and parent_case = ? and box = ? and visit = ?")
                .params(parent.process(), parent.caseId(), box, visit)
                .query(String.class)
                .optional();
    }

    /** How often cases of this id, of whichever process, have come to a box of this id. */
    long times(String parentCase, String box) {
        return jdbc.sql("select count(*) from home_look where parent_case = ? and box = ?")
                .params(parentCase, box)
                .query(Long.class)
                .single();
    }

    void add(HomeLook look) {
        jdbc.sql("""
                        insert into home_look (id, parent_process, parent_case, box, visit, meter_point, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        look.id(),
                        look.parent().process(),
                        look.parent().caseId(),
                        look.box(),
                        look.visit(),
                        look.meterPoint(),
                        Timestamp.from(look.askedAt()))
                .update();
    }

    void found(String id, String words) {
        jdbc.sql("update home_look set found = ? where id = ?")
                .params(words, id)
                .update();
    }

    Optional<HomeLook> find(String id) {
        return jdbc.sql("select * from home_look where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<String> search(String text, int limit, int offset) {
        return jdbc.sql("""
                        select id from home_look
                        where ? = '' or lower(id) = lower(?) or lower(parent_case) = lower(?) or meter_point = ?
                        order by asked_at desc limit ? offset ?""")
                .params(text, text, text, text, limit, offset)
                .query(String.class)
                .list();
    }

    private static HomeLook read(ResultSet row) throws SQLException {
        return new HomeLook(
                row.getString("id"),
                new CaseKey(row.getString("parent_process"), row.getString("parent_case")),
                row.getString("box"),
                row.getString("visit"),
                row.getString("meter_point"),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("found"));
    }
}
