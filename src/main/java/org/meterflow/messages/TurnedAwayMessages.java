package org.meterflow.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is kept of messages that were turned away. */
@Repository
class TurnedAwayMessages {

    private static final int LONGEST_WORD = 255;

    private final JdbcClient jdbc;

    TurnedAwayMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Too long a word is cut, and of longer texts so many bytes are kept. */
    void insert(TurnedAwayMessage message, Instant now, int keptBytes) {
        jdbc.sql("""
                        insert into turned_away_message (at, party, address, name, source, message_id, status, problem,
                            reason, faults, body, body_length)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        Rows.timestamp(now),
                        message.party(),
                        message.address(),
                        Keepable.kept(message.name(), LONGEST_WORD),
                        message.source() == null ? null : Keepable.kept(message.source(), LONGEST_WORD),
                        message.messageId() == null ? null : Keepable.kept(message.messageId(), LONGEST_WORD),
                        message.status(),
                        message.problem(),
                        Keepable.kept(message.reason(), keptBytes),
                        Rows.array(message.faults().stream()
                                .limit(LONGEST_WORD)
                                .map(fault -> Keepable.kept(fault, keptBytes))
                                .toList()),
                        Keepable.kept(message.body(), keptBytes),
                        message.length())
                .update();
    }

    List<TurnedAwayMessage> newest(@Nullable String party, Page page) {
        return jdbc.sql("""
                        select * from turned_away_message where cast(:party as text) is null or party = :party
                        order by number desc limit :size offset :offset
                        """)
                .param("party", party)
                .param("size", page.size())
                .param("offset", page.offset())
                .query(TurnedAwayMessages::read)
                .list();
    }

    List<TurnedAwayMessage> after(String party, long number, int limit) {
        return jdbc.sql("select * from turned_away_message where party = ? and number > ? order by number limit ?")
                .params(party, number, limit)
                .query(TurnedAwayMessages::read)
                .list();
    }

    Optional<TurnedAwayMessage> last(String party, String messageId) {
        return jdbc.sql("""
                        select * from turned_away_message where party = ? and message_id = ?
                        order by number desc limit 1
                        """)
                .params(party, messageId)
                .query(TurnedAwayMessages::read)
                .optional();
    }

    /** @return how many from before then were deleted, at most as many as asked for */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                        delete from turned_away_message where number in (
                            select number from turned_away_message where at < ? limit ?)
                        """).params(Rows.timestamp(before), most).update();
    }

    private static TurnedAwayMessage read(ResultSet row, int line) throws SQLException {
        return new TurnedAwayMessage(
                row.getLong("number"),
                Rows.instant(row, "at"),
                row.getString("party"),
                row.getString("address"),
                row.getString("name"),
                row.getString("source"),
                row.getString("message_id"),
                row.getInt("status"),
                row.getString("problem"),
                row.getString("reason"),
                Rows.texts(row, "faults"),
                row.getString("body"),
                row.getLong("body_length"));
    }
}
