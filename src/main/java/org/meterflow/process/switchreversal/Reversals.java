package org.meterflow.process.switchreversal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SwitchTakenBack;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Reversals {

    private final JdbcClient jdbc;

    Reversals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when the switch is being undone already */
    boolean add(SwitchTakenBack fact, Instant now) {
        return jdbc.sql("""
                                insert into switch_reversal
                                    (switch_id, mpxn, taken_from, supplier, supply_starts_at, begun_at)
                                values (?, ?, ?, ?, ?, ?) on conflict (switch_id) do nothing""")
                        .param(fact.switchId())
                        .param(fact.mpxn().value())
                        .param(fact.gaining().value())
                        .param(fact.supplier() == null ? null : fact.supplier().value())
                        .param(Timestamp.from(fact.supplyStartsAt()))
                        .param(Timestamp.from(now))
                        .update()
                == 1;
    }

    Optional<Reversal> find(String switchId) {
        return jdbc.sql("select * from switch_reversal where switch_id = ?")
                .param(switchId)
                .query(Reversals::read)
                .optional();
    }

    List<String> search(String text, int limit, int offset) {
        return jdbc.sql("""
                        select switch_id from switch_reversal
                        where ? = '' or switch_id ilike ? or mpxn = ? or taken_from = upper(?) or supplier = upper(?)
                        order by begun_at desc, switch_id limit ? offset ?""")
                .params(text, text + "%", text.replace(" ", ""), text, text, limit, offset)
                .query(String.class)
                .list();
    }

    void decided(String switchId, boolean again, String remark) {
        jdbc.sql("""
                        update switch_reversal set decision = ?, remark = ?, keys_round = keys_round + ?
                        where switch_id = ?""")
                .params(again ? "sendAgain" : "close", remark, again ? 1 : 0, switchId)
                .update();
    }

    void ended(String switchId, Instant at) {
        jdbc.sql("update switch_reversal set ended_at = ? where switch_id = ?")
                .params(Timestamp.from(at), switchId)
                .update();
    }

    private static Reversal read(ResultSet row, int number) throws SQLException {
        String supplier = row.getString("supplier");
        Timestamp ended = row.getTimestamp("ended_at");
        return new Reversal(
                row.getString("switch_id"),
                new Mpxn(row.getString("mpxn")),
                new Mpid(row.getString("taken_from")),
                supplier == null ? null : new Mpid(supplier),
                row.getTimestamp("supply_starts_at").toInstant(),
                row.getTimestamp("begun_at").toInstant(),
                row.getInt("keys_round"),
                row.getString("decision"),
                row.getString("remark"),
                instant(ended));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
