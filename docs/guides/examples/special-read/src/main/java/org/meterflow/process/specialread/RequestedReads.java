package org.meterflow.process.specialread;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.specialread.RequestedRead.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RequestedReads {

    private final JdbcClient jdbc;

    RequestedReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when the id has been used */
    boolean add(RequestedRead read) {
        return jdbc.sql("""
                                insert into special_read (read_id, mpxn, party, requested_at, state)
                                values (?, ?, ?, ?, ?) on conflict (read_id) do nothing""")
                        .params(
                                read.readId(),
                                read.mpxn().value(),
                                read.party(),
                                Timestamp.from(read.requestedAt()),
                                read.state().name())
                        .update()
                == 1;
    }

    Optional<RequestedRead> find(String readId) {
        return jdbc.sql("select * from special_read where read_id = ?")
                .param(readId)
                .query((row, number) -> read(row))
                .optional();
    }

    List<String> search(String text, int limit, int offset) {
        return jdbc.sql("""
                        select read_id from special_read where ? = '' or read_id = ? or mpxn = ? or party = ?
                        order by requested_at desc limit ? offset ?""")
                .params(text, text, text, text, limit, offset)
                .query(String.class)
                .list();
    }

    void move(String readId, State state, @Nullable BigDecimal kwh, @Nullable String reason) {
        jdbc.sql("""
                        update special_read set state = ?, kwh = coalesce(?, kwh), reason = coalesce(?, reason)
                        where read_id = ?""").param(state.name()).param(kwh).param(reason).param(readId).update();
    }

    private static RequestedRead read(ResultSet row) throws SQLException {
        return new RequestedRead(
                row.getString("read_id"),
                new Mpxn(row.getString("mpxn")),
                row.getString("party"),
                row.getTimestamp("requested_at").toInstant(),
                State.valueOf(row.getString("state")),
                row.getBigDecimal("kwh"),
                row.getString("reason"));
    }
}
