package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SupplierChanges {

    private final JdbcClient jdbc;

    SupplierChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when a switch of this id is known already */
    boolean add(SupplierChange change) {
        return jdbc.sql("""
                                insert into supplier_change
                                    (switch_id, mpxn, gaining, supply_start_date, domestic, prepayment, requested_at,
                                     requested_by, state, gate_closes_at, supply_starts_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (switch_id) do nothing""")
                        .params(
                                change.switchId(),
                                change.mpxn().value(),
                                change.gaining().value(),
                                change.supplyStartDate(),
                                change.domestic(),
                                change.prepayment(),
                                Timestamp.from(change.requestedAt()),
                                change.requestedBy(),
                                change.state().name(),
                                Timestamp.from(change.gateClosesAt()),
                                Timestamp.from(change.supplyStartsAt()))
                        .update()
                == 1;
    }

    Optional<SupplierChange> find(String switchId) {
        return one("select * from supplier_change where switch_id = ?", switchId);
    }

    /** For a decision that must not cross another: waits for it. */
    Optional<SupplierChange> findLocked(String switchId) {
        return one("select * from supplier_change where switch_id = ? for update", switchId);
    }

    private Optional<SupplierChange> one(String sql, String key) {
        return jdbc.sql(sql).param(key).query((row, number) -> read(row)).optional();
    }

    /** Another switch of the meter point that has been validated and has not ended. */
    Optional<String> openSwitchOf(Mpxn mpxn, String except) {
        return jdbc.sql("""
                        select switch_id from supplier_change
                        where mpxn = ? and switch_id <> ?
                          and state not in ('REQUESTED', 'REJECTED', 'REFUSED', 'CANCELLED', 'CHANGED')""").params(mpxn.value(), except).query(String.class).optional();
    }

    List<String> search(String text, int limit, int offset) {
        String plain = text.replace(" ", "");
        return jdbc.sql("""
                        select switch_id from supplier_change
                        where ? = '' or switch_id ilike ? or mpxn = ? or gaining = upper(?) or losing = upper(?)
                        order by requested_at desc, switch_id limit ? offset ?""")
                .params(text, text + "%", plain, text, text, limit, offset)
                .query(String.class)
                .list();
    }

    /** Switches that end neither here nor now and concern one of these suppliers. */
    List<String> openOf(Mpid supplier, int limit) {
        return jdbc.sql("""
                        select switch_id from supplier_change
                        where (gaining = ? or losing = ?) and ended_at is null order by requested_at desc limit ?""")
                .params(supplier.value(), supplier.value(), limit)
                .query(String.class)
                .list();
    }

    void move(String switchId, State state) {
        jdbc.sql("update supplier_change set state = ? where switch_id = ?")
                .params(state.name(), switchId)
                .update();
    }

    void validated(String switchId, Mpid losing, Instant windowEndsAt) {
        jdbc.sql("update supplier_change set state = 'PENDING', losing = ?, window_ends_at = ? where switch_id = ?")
                .params(losing.value(), Timestamp.from(windowEndsAt), switchId)
                .update();
    }

    void invalid(String switchId, @Nullable Mpid losing, String reason) {
        jdbc.sql("update supplier_change set losing = ?, reason = ? where switch_id = ?")
                .param(losing == null ? null : losing.value())
                .param(reason)
                .param(switchId)
                .update();
    }

    void weighed(String switchId, String proposal) {
        jdbc.sql("update supplier_change set objection_proposal = ? where switch_id = ?")
                .params(proposal, switchId)
                .update();
    }

    void objectionDecided(String switchId, String decision, String reason, String by) {
        jdbc.sql("""
                        update supplier_change set objection_decision = ?, objection_reason = ?, objection_by = ?
                        where switch_id = ?""").params(decision, reason, by, switchId).update();
    }

    void cancelRequested(String switchId, String by, String reason, Instant at) {
        jdbc.sql("""
                        update supplier_change set cancelled_by = ?, cancellation_reason = ?, cancelled_at = ?
                        where switch_id = ?""").params(by, reason, Timestamp.from(at), switchId).update();
    }

    void nextReadinessRound(String switchId) {
        jdbc.sql("update supplier_change set readiness_round = readiness_round + 1 where switch_id = ?")
                .param(switchId)
                .update();
    }

    void readinessFound(String switchId, String readiness, String reason) {
        jdbc.sql("update supplier_change set readiness = ?, readiness_reason = ? where switch_id = ?")
                .params(readiness, reason, switchId)
                .update();
    }

    void goOnWithoutMeter(String switchId, boolean withoutMeter) {
        jdbc.sql("update supplier_change set without_meter = ? where switch_id = ?")
                .params(withoutMeter, switchId)
                .update();
    }

    void nextKeysRound(String switchId) {
        jdbc.sql("update supplier_change set keys_round = keys_round + 1 where switch_id = ?")
                .param(switchId)
                .update();
    }

    void goOnWithoutKeys(String switchId) {
        jdbc.sql("update supplier_change set without_keys = true where switch_id = ?")
                .param(switchId)
                .update();
    }

    void readsFound(
            String switchId,
            @Nullable BigDecimal finalRead,
            @Nullable BigDecimal openingRead,
            @Nullable String unit,
            boolean agree,
            String remark) {
        jdbc.sql("""
                        update supplier_change
                        set final_read = ?, opening_read = ?, read_unit = ?, reads_agree = ?, read_remark = ?
                        where switch_id = ?""")
                .param(finalRead)
                .param(openingRead)
                .param(unit)
                .param(agree)
                .param(remark)
                .param(switchId)
                .update();
    }

    void end(String switchId, State state, @Nullable String reason, Instant at) {
        jdbc.sql("update supplier_change set state = ?, reason = coalesce(?, reason), ended_at = ? where switch_id = ?")
                .param(state.name())
                .param(reason)
                .param(Timestamp.from(at))
                .param(switchId)
                .update();
    }

    private static SupplierChange read(ResultSet row) throws SQLException {
        String losing = row.getString("losing");
        Boolean agree = (Boolean) row.getObject("reads_agree");
        return new SupplierChange(
                row.getString("switch_id"),
                new Mpxn(row.getString("mpxn")),
                new Mpid(row.getString("gaining")),
                losing == null ? null : new Mpid(losing),
                row.getDate("supply_start_date").toLocalDate(),
                row.getBoolean("domestic"),
                row.getBoolean("prepayment"),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("requested_by"),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                instant(row.getTimestamp("window_ends_at")),
                row.getTimestamp("gate_closes_at").toInstant(),
                row.getTimestamp("supply_starts_at").toInstant(),
                row.getString("objection_proposal"),
                row.getString("objection_decision"),
                row.getString("objection_reason"),
                row.getString("cancelled_by"),
                row.getString("cancellation_reason"),
                row.getString("readiness"),
                row.getString("readiness_reason"),
                row.getInt("readiness_round"),
                row.getBoolean("without_meter"),
                row.getInt("keys_round"),
                row.getBoolean("without_keys"),
                row.getBigDecimal("final_read"),
                row.getBigDecimal("opening_read"),
                row.getString("read_unit"),
                agree,
                row.getString("read_remark"),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
