package org.meterflow.process.compensateconsumer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Compensations {

    private static final String PAID = "PAID";

    private final JdbcClient jdbc;

    Compensations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when it is known: a step may be repeated. */
    void add(Compensation compensation) {
        jdbc.sql("""
                        insert into compensation (id, mpxn, reason, amount, supplier, asked_at, pay_by)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""")
                .params(compensation.id(), compensation.mpxn(), compensation.reason(), compensation.amount())
                .params(
                        compensation.supplier(),
                        Timestamp.from(compensation.askedAt()),
                        Timestamp.from(compensation.payBy()))
                .update();
    }

    void paid(String id, LocalDate on, Instant at) {
        jdbc.sql("update compensation set outcome = ?, paid_on = ?, ended_at = ? where id = ?")
                .params(PAID, on, Timestamp.from(at), id)
                .update();
    }

    void unpaid(String id, Instant at) {
        jdbc.sql("update compensation set outcome = 'UNPAID', ended_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    Optional<Compensation> find(String id) {
        return jdbc.sql("select * from compensation where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    private static Compensation read(ResultSet row) throws SQLException {
        @Nullable String outcome = row.getString("outcome");
        return new Compensation(
                row.getString("id"),
                row.getString("mpxn"),
                row.getString("reason"),
                row.getBigDecimal("amount"),
                row.getString("supplier"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("pay_by").toInstant(),
                row.getObject("paid_on", LocalDate.class),
                outcome == null ? null : outcome.equals(PAID));
    }
}
