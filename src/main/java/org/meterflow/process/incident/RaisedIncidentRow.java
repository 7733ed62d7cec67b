package org.meterflow.process.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.process.incident.RaisedIncident.Decision;
import org.meterflow.process.incident.RaisedIncident.Handling;
import org.meterflow.process.incident.RaisedIncident.Resolution;
import org.meterflow.process.incident.RaisedIncident.State;
import org.meterflow.process.incident.RaisedIncident.Times;

/** Reads a row of the table of incidents. */
final class RaisedIncidentRow {

    private RaisedIncidentRow() {}

    static RaisedIncident read(ResultSet row, int number) throws SQLException {
        return new RaisedIncident(
                row.getString("id"),
                row.getString("title"),
                row.getString("description"),
                new Raiser(
                        Raiser.Kind.valueOf(row.getString("raiser_kind")),
                        row.getString("raiser"),
                        row.getString("reference")),
                effects(row),
                new Subject(
                        eui64(row.getString("device")),
                        row.getString("model"),
                        eui64(row.getString("hub")),
                        row.getString("area")),
                Set.of((String[]) row.getArray("parties").getArray()),
                handling(row),
                resolution(row),
                new Times(
                        row.getTimestamp("raised_at").toInstant(),
                        instant(row, "responded_at"),
                        instant(row, "rests_since"),
                        instant(row, "wait_until"),
                        instant(row, "resolved_at"),
                        instant(row, "closed_at")));
    }

    private static Effects effects(ResultSet row) throws SQLException {
        return new Effects(
                row.getInt("consumers"),
                row.getInt("prepay_off_supply"),
                row.getBigDecimal("top_ups_failing"),
                row.getInt("switching_down"),
                row.getBoolean("user_stopped"),
                row.getInt("security_severity"));
    }

    private static Handling handling(ResultSet row) throws SQLException {
        @Nullable String decision = row.getString("decision");
        return new Handling(
                State.valueOf(row.getString("state")),
                row.getInt("category"),
                row.getString("category_reason"),
                row.getString("team"),
                decision == null ? null : Decision.valueOf(decision),
                row.getString("note"),
                row.getString("part_of"));
    }

    private static Resolution resolution(ResultSet row) throws SQLException {
        @Nullable String cause = row.getString("cause");
        return new Resolution(cause == null ? null : IncidentCause.valueOf(cause), row.getString("resolution"));
    }

    private static @Nullable Eui64 eui64(@Nullable String value) {
        return value == null ? null : new Eui64(value);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
