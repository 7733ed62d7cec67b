package org.meterflow.process.lastresortwork;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.BulkWork.Result;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is to be done, and what came of it, at each meter point of a direction. */
@Repository
class ConcernedMeterPoints {

    private static final int FETCH = 1_000;
    private static final String WORDS = """
            select mpxn, gas, prepayment,
                   case registration when 'WAITING' then 'Waiting' when 'PASSED' then 'Passed' else 'Not passed' end,
                   case when registration = 'LEFT' then 'Not replaced'
                        when keys = 'WAITING' then 'Waiting' when keys = 'ASKED' then 'Under way'
                        when keys = 'REPLACED' then 'Replaced' when keys = 'FAILED' then 'Failed'
                        else 'Handed to a person' end,
                   tries, coalesce(said, ''), settled_at
              from last_resort_meter_point where case_id = ?
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ConcernedMeterPoints(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** What is there already stays as it is. */
    void add(String caseId, Collection<Mpxn> mpxns, Set<Mpxn> prepayment) {
        batches.batchUpdate(
                "insert into last_resort_meter_point (case_id, mpxn, gas, prepayment) values (?, ?, ?, ?)"
                        + " on conflict (case_id, mpxn) do nothing",
                mpxns.stream()
                        .map(mpxn ->
                                new Object[] {caseId, mpxn.value(), mpxn.fuel() == Fuel.GAS, prepayment.contains(mpxn)})
                        .toList());
    }

    /** How many there are, by what they are and what came of them. */
    Counts counts(String caseId) {
        return jdbc.sql("""
                        select count(*) filter (where not gas) as electricity,
                               count(*) filter (where gas) as gas,
                               count(*) filter (where prepayment) as prepayment,
                               count(*) filter (where registration = 'WAITING') as to_pass,
                               count(*) filter (where registration = 'PASSED') as passed,
                               count(*) filter (where registration = 'LEFT') as "left",
                               count(*) filter (where registration = 'PASSED' and keys = 'WAITING') as to_replace,
                               count(*) filter (where keys = 'ASKED') as asked,
                               count(*) filter (where keys = 'REPLACED') as replaced,
                               count(*) filter (where keys = 'FAILED') as failed,
                               count(*) filter (where keys = 'HANDED_OVER') as handed_over
                          from last_resort_meter_point where case_id = ?""").param(caseId).query(Counts.class).single();
    }

    /** Whether anything is left to be passed, or to be replaced or answered. Cheap, however many are done. */
    boolean workIsLeft(String caseId, LastResort.Work work) {
        String left = work == LastResort.Work.REGISTRATIONS
                ? "registration = 'WAITING'"
                : "(keys = 'ASKED' or keys = 'WAITING' and registration = 'PASSED')";
        return jdbc.sql("select exists (select from last_resort_meter_point where case_id = ? and " + left + ")")
                .param(caseId)
                .query(Boolean.class)
                .single();
    }

    List<Concerned> takeUnpassed(String caseId, int most) {
        return take("registration = 'WAITING' order by mpxn", caseId, most);
    }

    /** Those first who pay in advance. */
    List<Concerned> takeUnreplaced(String caseId, int most) {
        return take("registration = 'PASSED' and keys = 'WAITING' order by prepayment desc, mpxn", caseId, most);
    }

    private List<Concerned> take(String which, String caseId, int most) {
        return jdbc.sql("select mpxn, tries from last_resort_meter_point where case_id = ? and " + which
                        + " limit ? for update skip locked")
                .params(caseId, most)
                .query((row, number) -> new Concerned(row.getString(1), row.getInt(2)))
                .list();
    }

    int underWay(String caseId) {
        return jdbc.sql("select count(*) from last_resort_meter_point where case_id = ? and keys = 'ASKED'")
                .param(caseId)
                .query(Integer.class)
                .single();
    }

    void passed(String caseId, Collection<Mpxn> mpxns, Instant now) {
        jdbc.sql("update last_resort_meter_point set registration = 'PASSED' where case_id = ? and mpxn = any(?)")
                .params(caseId, names(mpxns))
                .update();
    }

    void left(String caseId, Collection<Mpxn> mpxns, String said, Instant now) {
        jdbc.sql("update last_resort_meter_point set registration = 'LEFT', said = ?, settled_at = ?"
                        + " where case_id = ? and mpxn = any(?)")
                .params(said, utc(now), caseId, names(mpxns))
                .update();
    }

    void asked(String caseId, Mpxn mpxn) {
        jdbc.sql("update last_resort_meter_point set keys = 'ASKED', tries = tries + 1, said = null, settled_at = null"
                        + " where case_id = ? and mpxn = ?")
                .params(caseId, mpxn.value())
                .update();
    }

    void settled(String caseId, Mpxn mpxn, boolean replaced, @Nullable String said, Instant now) {
        jdbc.sql("update last_resort_meter_point set keys = ?, said = ?, settled_at = ? where case_id = ? and mpxn = ?")
                .param(replaced ? "REPLACED" : "FAILED")
                .param(said)
                .param(utc(now))
                .param(caseId)
                .param(mpxn.value())
                .update();
    }

    /** Until the transaction ends nobody else settles it. */
    void lock(String caseId, Mpxn mpxn) {
        jdbc.sql("select mpxn from last_resort_meter_point where case_id = ? and mpxn = ? for update")
                .params(caseId, mpxn.value())
                .query(String.class)
                .single();
    }

    void tryFailedAgain(String caseId) {
        jdbc.sql("update last_resort_meter_point set keys = 'WAITING' where case_id = ? and keys = 'FAILED'")
                .param(caseId)
                .update();
    }

    void handFailedOver(String caseId, String to) {
        jdbc.sql("update last_resort_meter_point set keys = 'HANDED_OVER', said = ? || coalesce('. ' || said, '')"
                        + " where case_id = ? and keys = 'FAILED'")
                .params("Handed to " + to, caseId)
                .update();
    }

    /** @param unsettled only what has failed or was left */
    List<Result> results(String caseId, boolean unsettled, int limit, int offset) {
        String which = unsettled ? " and (registration = 'LEFT' or keys in ('FAILED', 'HANDED_OVER'))" : "";
        return jdbc.sql(WORDS + which + " order by prepayment desc, mpxn limit ? offset ?")
                .params(caseId, limit, offset)
                .query((row, number) -> result(row))
                .list();
    }

    /** One after the other, however many: only some are in memory at one time. To be called in a transaction. */
    void each(String caseId, Consumer<Result> consumer) {
        JdbcTemplate streaming = new JdbcTemplate(java.util.Objects.requireNonNull(batches.getDataSource()));
        streaming.setFetchSize(FETCH);
        streaming.query(
                WORDS + " order by prepayment desc, mpxn",
                row -> {
                    consumer.accept(result(row));
                },
                caseId);
    }

    private static Result result(java.sql.ResultSet row) throws java.sql.SQLException {
        OffsetDateTime settled = row.getObject(8, OffsetDateTime.class);
        return new Result(
                row.getString(1),
                row.getBoolean(2) ? "Gas" : "Electricity",
                row.getBoolean(3) ? "Prepayment" : "Credit",
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                settled == null ? null : settled.toInstant());
    }

    private static String[] names(Collection<Mpxn> mpxns) {
        return mpxns.stream().map(Mpxn::value).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
