package org.meterflow.messages;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages that leave or have left, for those who look them up. */
@Repository
class OutboundSearch {

    private final JdbcClient jdbc;

    OutboundSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<OutboxEntry> find(String id) {
        return jdbc.sql("select * from outbound_message where id = ?")
                .param(id)
                .query(OutboxEntry::read)
                .optional();
    }

    List<OutboxEntry> search(OutboxFilter filter, Page page) {
        Conditions conditions = conditions(filter);
        return jdbc.sql("select * from outbound_message" + conditions.where()
                        + " order by number desc limit :size offset :offset")
                .params(conditions.parameters())
                .param("size", page.size())
                .param("offset", page.offset())
                .query(OutboxEntry::read)
                .list();
    }

    /** To one recipient on one channel, oldest first, whatever became of them. */
    List<OutboxEntry> after(String channel, String recipient, long number, int limit) {
        return jdbc.sql("""
                        select * from outbound_message
                        where channel = ? and recipient = ? and number > ? order by number limit ?
                        """)
                .params(channel, recipient, number, limit)
                .query(OutboxEntry::read)
                .list();
    }

    int count(OutboxFilter filter) {
        Conditions conditions = conditions(filter);
        return jdbc.sql("select count(*) from outbound_message" + conditions.where())
                .params(conditions.parameters())
                .query(Integer.class)
                .single();
    }

    private static Conditions conditions(OutboxFilter filter) {
        return new Conditions()
                .equal("channel", filter.channel())
                .equal("recipient", filter.recipient())
                .equal("name", filter.name())
                .equal("key", filter.key())
                .in("state", filter.states())
                .from("created_at", filter.from())
                .before("created_at", filter.to());
    }
}
