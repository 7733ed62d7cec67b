package org.meterflow.process.tellconsumer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one record of what consumers were told. */
@Repository
class ConsumerNotices {

    private static final String TOLD = "TOLD";

    private final JdbcClient jdbc;

    ConsumerNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when it is known: a step may be repeated. */
    void add(ConsumerNotice notice) {
        jdbc.sql("""
                        insert into consumer_notice (id, mpxn, about, text, channel, supplier, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""")
                .params(notice.id(), notice.mpxn(), notice.about(), notice.text())
                .params(notice.channel(), notice.supplier(), Timestamp.from(notice.askedAt()))
                .update();
    }

    void told(String id, @Nullable String by, @Nullable String format, Instant at) {
        jdbc.sql("update consumer_notice set outcome = ?, told_by = ?, format = ?, settled_at = ? where id = ?")
                .params(TOLD, by, format, Timestamp.from(at), id)
                .update();
    }

    void unreached(String id, String reason, Instant at) {
        jdbc.sql("update consumer_notice set outcome = 'UNDELIVERABLE', reason = ?, settled_at = ? where id = ?")
                .params(reason, Timestamp.from(at), id)
                .update();
    }

    Optional<ConsumerNotice> find(String id) {
        return jdbc.sql("select * from consumer_notice where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    private static ConsumerNotice read(ResultSet row) throws SQLException {
        @Nullable String outcome = row.getString("outcome");
        @Nullable Timestamp settled = row.getTimestamp("settled_at");
        return new ConsumerNotice(
                row.getString("id"),
                row.getString("mpxn"),
                row.getString("about"),
                row.getString("text"),
                row.getString("channel"),
                row.getString("supplier"),
                row.getTimestamp("asked_at").toInstant(),
                outcome == null ? null : outcome.equals(TOLD),
                row.getString("told_by"),
                row.getString("format"),
                row.getString("reason"),
                settled == null ? null : settled.toInstant());
    }
}
