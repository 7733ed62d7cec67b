package org.meterflow.process.waitformessage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.waitformessage.AwaitedMessage.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AwaitedMessages {

    private final JdbcClient jdbc;

    AwaitedMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when it is known: a step may be repeated. */
    void add(AwaitedMessage awaited) {
        jdbc.sql("""
                        insert into awaited_message (id, name, key, party, began_at, deadline, state)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""")
                .params(awaited.id(), awaited.name(), awaited.key(), awaited.party())
                .params(
                        Timestamp.from(awaited.beganAt()),
                        Timestamp.from(awaited.deadline()),
                        awaited.state().name())
                .update();
    }

    Optional<AwaitedMessage> find(String id) {
        return jdbc.sql("select * from awaited_message where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** What this party's message can be for, the longest waiting first; locked until the caller has committed. */
    List<AwaitedMessage> waiting(String name, String key, String sender) {
        return jdbc.sql("""
                        select * from awaited_message
                        where name = ? and key = ? and state = 'WAITING' and (party is null or party = ?)
                        order by began_at, id for update""")
                .params(name, key, sender)
                .query((row, number) -> read(row))
                .list();
    }

    /** The last that this party's message could have been for. */
    Optional<AwaitedMessage> last(String name, String key, String sender) {
        return jdbc.sql("""
                        select * from awaited_message
                        where name = ? and key = ? and (party is null or party = ?)
                        order by began_at desc, id desc limit 1""")
                .params(name, key, sender)
                .query((row, number) -> read(row))
                .optional();
    }

    /** Keys that wait for a message of this party alone. */
    List<String> keys(String name, String party) {
        return jdbc.sql("select key from awaited_message where name = ? and party = ? and state = 'WAITING' limit 500")
                .params(name, party)
                .query(String.class)
                .list();
    }

    void came(String id, String data, String sender, Instant at) {
        jdbc.sql("update awaited_message set state = 'CAME', data = ?::jsonb, sender = ?, ended_at = ? where id = ?")
                .params(data, sender, Timestamp.from(at), id)
                .update();
    }

    void end(String id, State state, Instant at) {
        jdbc.sql("update awaited_message set state = ?, ended_at = ? where id = ?")
                .params(state.name(), Timestamp.from(at), id)
                .update();
    }

    private static AwaitedMessage read(ResultSet row) throws SQLException {
        @Nullable Timestamp ended = row.getTimestamp("ended_at");
        return new AwaitedMessage(
                row.getString("id"),
                row.getString("name"),
                row.getString("key"),
                row.getString("party"),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("deadline").toInstant(),
                State.valueOf(row.getString("state")),
                row.getString("data"),
                row.getString("sender"),
                ended == null ? null : ended.toInstant());
    }
}
