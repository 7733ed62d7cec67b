package org.meterflow.process.changeofsupplier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SupplierChange.State;

/** A row of {@code supplier_change}, read. */
final class SupplierChangeRow {

    private SupplierChangeRow() {}

    static SupplierChange read(ResultSet row, int number) throws SQLException {
        return new SupplierChange(
                agreement(row),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                new ObjectionOutcome(
                        row.getString("objection_proposal"),
                        row.getString("objection_decision"),
                        row.getString("objection_reason")),
                cancellation(row.getString("cancelled_by"), row.getString("cancellation_reason")),
                handOver(row),
                reads(row),
                instant(row.getTimestamp("ended_at")));
    }

    private static SwitchAgreement agreement(ResultSet row) throws SQLException {
        String losing = row.getString("losing");
        return new SwitchAgreement(
                row.getString("switch_id"),
                new Mpxn(row.getString("mpxn")),
                new Mpid(row.getString("gaining")),
                losing == null ? null : new Mpid(losing),
                row.getDate("supply_start_date").toLocalDate(),
                row.getBoolean("domestic"),
                row.getBoolean("prepayment"),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("requested_by"),
                instant(row.getTimestamp("window_ends_at")),
                row.getTimestamp("gate_closes_at").toInstant(),
                row.getTimestamp("supply_starts_at").toInstant(),
                row.getBoolean("date_chosen"),
                row.getString("dual_fuel_group"),
                row.getString("returns_switch"));
    }

    private static @Nullable Cancellation cancellation(@Nullable String by, @Nullable String reason) {
        return by == null || reason == null ? null : new Cancellation(by, reason);
    }

    private static HandOver handOver(ResultSet row) throws SQLException {
        return new HandOver(
                row.getString("readiness"),
                row.getString("readiness_reason"),
                row.getInt("readiness_round"),
                row.getBoolean("without_meter"),
                row.getInt("keys_round"),
                row.getBoolean("without_keys"),
                row.getBoolean("keys_reported"));
    }

    private static BillingReads reads(ResultSet row) throws SQLException {
        return new BillingReads(
                row.getBigDecimal("final_read"),
                row.getBigDecimal("opening_read"),
                row.getString("read_unit"),
                (Boolean) row.getObject("reads_agree"),
                row.getString("read_remark"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
