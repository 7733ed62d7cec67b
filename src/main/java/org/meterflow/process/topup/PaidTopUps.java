package org.meterflow.process.topup;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Utrn;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.topup.PaidTopUp.Finding;
import org.meterflow.process.topup.PaidTopUp.State;
import org.meterflow.process.topup.PaidTopUp.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PaidTopUps {

    private final JdbcClient jdbc;

    PaidTopUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever brings the same payment waits until the caller's transaction has ended. */
    void oneAfterTheOther(Payment payment) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('top-up'), hashtext(?))")
                .param(payment.caseId())
                .query((row, number) -> number)
                .list();
    }

    void add(Payment payment, Token token, Instant now) {
        jdbc.sql("""
                        insert into top_up (case_id, payer, payment_reference, mpxn, pence, paid_to, channel, supplier,
                                            supplier_party, supplier_user, device, counter, utrn, taken_at, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'TAKEN')""")
                .param(payment.caseId())
                .param(payment.payer())
                .param(payment.reference())
                .param(payment.mpxn().value())
                .param(payment.pence())
                .param(payment.supplier() == null ? null : payment.supplier().value())
                .param(payment.channel().name())
                .param(token.supplier().value())
                .param(token.party())
                .param(token.user().value())
                .param(token.device().value())
                .param(token.counter())
                .param(token.utrn().digits())
                .param(Timestamp.from(now))
                .update();
    }

    Optional<PaidTopUp> find(String caseId) {
        return jdbc.sql("select * from top_up where case_id = ?")
                .param(caseId)
                .query((row, number) -> read(row))
                .optional();
    }

    /** By the command that brings a token to its meter. */
    Optional<PaidTopUp> byCommand(String reference) {
        return reference.endsWith(":2.2") ? find(reference.substring(0, reference.length() - 4)) : Optional.empty();
    }

    /** Those that still have to come to one of these meters. */
    List<PaidTopUp> openAt(Collection<Eui64> devices) {
        return jdbc.sql("select * from top_up where device = any(?) and ended_at is null order by taken_at, case_id")
                .params((Object) devices.stream().map(Eui64::value).toArray(String[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    /** Those whose consumers were asked to enter them, and nobody has been heard of since. */
    List<PaidTopUp> leftToBeEntered(Eui64 device) {
        return jdbc.sql(
                        "select * from top_up where device = ? and state = 'TO_BE_ENTERED' and ended_at is not null for update")
                .param(device.value())
                .query((row, number) -> read(row))
                .list();
    }

    /** Whether another token can have raised the same account since this payment was taken. */
    boolean hasCompany(PaidTopUp topUp) {
        return jdbc.sql("""
                        select exists (select from top_up
                                       where device = ? and case_id <> ? and (ended_at is null or ended_at > ?))""")
                .params(topUp.token().device().value(), topUp.caseId(), Timestamp.from(topUp.takenAt()))
                .query(Boolean.class)
                .single();
    }

    List<String> search(String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select case_id from top_up
                        where ? = '' or lower(case_id) = lower(?) or lower(payment_reference) = lower(?) or utrn = ?
                           or mpxn = any(?) or device = any(?) or payer = any(?) or supplier_party = any(?)
                        order by taken_at desc limit ? offset ?""")
                .params(text, text, text, text.replaceAll("[\\s-]", ""), terms, terms, terms, terms, limit, offset)
                .query(String.class)
                .list();
    }

    void sent(String caseId) {
        update("sends = sends + 1, state = 'SENT'", caseId);
    }

    void worthBefore(String caseId, BigDecimal pounds) {
        jdbc.sql("update top_up set worth_before = ? where case_id = ?")
                .params(pounds, caseId)
                .update();
    }

    void keyed(String caseId, Instant at) {
        jdbc.sql("update top_up set keyed_at = ? where case_id = ?")
                .params(Timestamp.from(at), caseId)
                .update();
    }

    void planned(String caseId, @Nullable Instant next) {
        jdbc.sql("update top_up set pauses = pauses + 1, state = 'WAITING', next_attempt_at = ? where case_id = ?")
                .param(next == null ? null : Timestamp.from(next))
                .param(caseId)
                .update();
    }

    void told(String caseId) {
        update("told = true", caseId);
    }

    void notTaken(String caseId, Finding finding, String reason) {
        jdbc.sql("update top_up set state = 'NOT_TAKEN', finding = ?, reason = ? where case_id = ?")
                .params(finding.name(), reason, caseId)
                .update();
    }

    void armed(String caseId, boolean armed) {
        jdbc.sql("update top_up set armed = ? where case_id = ?")
                .params(armed, caseId)
                .update();
    }

    void refundDue(String caseId) {
        update("state = 'REFUND_DUE'", caseId);
    }

    void ended(String caseId, State state, Instant at) {
        jdbc.sql("update top_up set state = ?, ended_at = ?, next_attempt_at = null where case_id = ?")
                .params(state.name(), Timestamp.from(at), caseId)
                .update();
    }

    private void update(String what, String caseId) {
        jdbc.sql("update top_up set " + what + " where case_id = ?")
                .param(caseId)
                .update();
    }

    private static PaidTopUp read(ResultSet row) throws SQLException {
        String finding = row.getString("finding");
        return new PaidTopUp(
                payment(row),
                token(row),
                row.getTimestamp("taken_at").toInstant(),
                State.valueOf(row.getString("state")),
                row.getInt("sends"),
                row.getInt("pauses"),
                instant(row, "next_attempt_at"),
                instant(row, "keyed_at"),
                row.getBigDecimal("worth_before"),
                (Boolean) row.getObject("armed"),
                finding == null ? null : Finding.valueOf(finding),
                row.getString("reason"),
                row.getBoolean("told"),
                instant(row, "ended_at"));
    }

    private static Payment payment(ResultSet row) throws SQLException {
        String paidTo = row.getString("paid_to");
        return new Payment(
                row.getString("payer"),
                row.getString("payment_reference"),
                new Mpxn(row.getString("mpxn")),
                row.getInt("pence"),
                paidTo == null ? null : new Mpid(paidTo),
                Payment.Channel.valueOf(row.getString("channel")));
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                new Mpid(row.getString("supplier")),
                row.getString("supplier_party"),
                new Eui64(row.getString("supplier_user")),
                new Eui64(row.getString("device")),
                row.getLong("counter"),
                new Utrn(row.getString("utrn")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
