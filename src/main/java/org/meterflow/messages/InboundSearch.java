package org.meterflow.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages that came in, for those who look them up. */
@Repository
class InboundSearch {

    private static final int MOST_OF_ONE_ID = 20;

    private final JdbcClient jdbc;

    InboundSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<InboxEvent> events(String id) {
        return jdbc.sql("select * from inbound_message_event where message = ? order by number")
                .param(id)
                .query((row, number) -> new InboxEvent(
                        Rows.instant(row, "at"),
                        InboxState.valueOf(row.getString("state")),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("reason"),
                        row.getString("actor")))
                .list();
    }

    Optional<InboxEntry> find(String id) {
        return jdbc.sql("select * from inbound_message where id = ?")
                .param(id)
                .query(InboxEntry::read)
                .optional();
    }

    /** One for each of the sender's systems that has used this id; of one system, if given, at most one. */
    List<InboxEntry> find(String sender, String messageId, @Nullable String source) {
        return jdbc.sql("""
                        select * from inbound_message
                        where sender = :sender and message_id = :messageId
                          and (cast(:source as text) is null or source = :source)
                        order by source nulls first limit :most
                        """)
                .param("sender", sender)
                .param("messageId", messageId)
                .param("source", source)
                .param("most", MOST_OF_ONE_ID)
                .query(InboxEntry::read)
                .list();
    }

    Receipt receipt(String id, boolean repeated) {
        return jdbc.sql("select * from inbound_message where id = ?")
                .param(id)
                .query((row, number) -> receipt(row, repeated))
                .single();
    }

    List<InboxEntry> search(InboxFilter filter, Page page) {
        Conditions conditions = conditions(filter);
        return jdbc.sql("select * from inbound_message" + conditions.where()
                        + " order by received_at desc, id desc limit :size offset :offset")
                .params(conditions.parameters())
                .param("size", page.size())
                .param("offset", page.offset())
                .query(InboxEntry::read)
                .list();
    }

    int count(InboxFilter filter) {
        Conditions conditions = conditions(filter);
        return jdbc.sql("select count(*) from inbound_message" + conditions.where())
                .params(conditions.parameters())
                .query(Integer.class)
                .single();
    }

    private static Conditions conditions(InboxFilter filter) {
        return new Conditions()
                .equal("name", filter.name())
                .equal("key", filter.key())
                .equal("sender", filter.sender())
                .in("state", filter.states())
                .in("verdict", filter.verdicts())
                .from("received_at", filter.from())
                .before("received_at", filter.to());
    }

    private static Receipt receipt(ResultSet row, boolean repeated) throws SQLException {
        boolean answered = row.getString("answer_verdict") != null;
        return new Receipt(
                row.getString("id"),
                row.getString("source"),
                row.getString("message_id"),
                row.getString("name"),
                row.getString("key"),
                Verdict.valueOf(answered ? row.getString("answer_verdict") : row.getString("verdict")),
                row.getString(answered ? "answer_reason" : "reason"),
                Rows.texts(row, answered ? "answer_near_misses" : "near_misses"),
                Rows.instant(row, "received_at"),
                repeated);
    }
}
