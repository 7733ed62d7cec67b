package org.meterflow.process.retry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FailedStep;
import org.meterflow.process.FailureCause;
import org.meterflow.process.retry.RetriedStep.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is tried again, written down: what is under way when a node ends goes on in the next. */
@Component
class RetryRows {

    private static final String RETRIES = """
            select r.id, r.cause, r.process, r.element, r.sentence, r.trial, r.reason, r.asked_by, r.asked_at, r.ended,
                   count(*) filter (where s.outcome = 'PASSED') as passed,
                   count(*) filter (where s.outcome = 'FAILED') as failed,
                   count(*) filter (where s.outcome = 'SKIPPED') as skipped,
                   count(*) filter (where s.outcome in ('WAITING', 'RUNNING')) as "left"
            from failure_retry r left join retried_step s on s.retry = r.id
            """;
    private static final String GROUPED = " group by r.id order by r.id desc limit ?";
    private static final String STEP = "select job, process, case_id, step, outcome, said from retried_step ";

    private final JdbcClient jdbc;

    RetryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two who ask for the same at one moment ask one after the other. */
    void lock(String cause) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('retry of ' || ?))")
                .params(cause)
                .query((row, number) -> number)
                .list();
    }

    long add(FailureCause cause, boolean trial, UUID once, String reason, String person, Instant now) {
        return jdbc.sql("insert into failure_retry"
                        + " (once, cause, process, element, sentence, trial, reason, asked_by, asked_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id")
                .params(
                        once,
                        cause.id(),
                        cause.process(),
                        cause.elementId(),
                        cause.sentence(),
                        trial,
                        reason,
                        person,
                        OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void add(long retry, List<FailedStep> steps, String name) {
        jdbc.sql("insert into retried_step (retry, job, process, case_id, step)"
                        + " select ?, job, process, case_id, ? from unnest(?::text[], ?::text[], ?::text[])"
                        + " as each (job, process, case_id)")
                .params(
                        retry,
                        name,
                        steps.stream().map(FailedStep::jobId).toArray(String[]::new),
                        steps.stream().map(step -> step.key().process()).toArray(String[]::new),
                        steps.stream().map(step -> step.key().caseId()).toArray(String[]::new))
                .update();
    }

    Optional<FailureRetry> begun(UUID once) {
        return retries(" where r.once = ?", once, 1).stream().findFirst();
    }

    Optional<FailureRetry> underWay(String cause) {
        return retries(" where r.ended is null and r.cause = ?", cause, 1).stream()
                .findFirst();
    }

    Optional<FailureRetry> find(long id) {
        return retries(" where r.id = ?", id, 1).stream().findFirst();
    }

    List<FailureRetry> ofCause(String cause, int most) {
        return retries(" where r.cause = ?", cause, most);
    }

    private List<FailureRetry> retries(String which, Object value, int most) {
        return jdbc.sql(RETRIES + which + GROUPED)
                .params(value, most)
                .query(FailureRetry.class)
                .list();
    }

    List<FailureRetry> open() {
        return jdbc.sql(RETRIES + " where r.ended is null" + GROUPED)
                .params(100)
                .query(FailureRetry.class)
                .list();
    }

    List<RetriedStep> steps(long id, int limit, int offset) {
        return jdbc.sql(STEP + "where retry = ? order by outcome <> 'FAILED', outcome <> 'SKIPPED', case_id, job"
                        + " limit ? offset ?")
                .params(id, limit, offset)
                .query(RetryRows::step)
                .list();
    }

    /** The next step, for this transaction alone; another node takes another. */
    Optional<RetriedStep> next(long retry, Collection<String> busy) {
        return jdbc.sql(STEP + "where retry = ? and outcome in ('WAITING', 'RUNNING') and job <> all (?::text[])"
                        + " order by job limit 1 for update skip locked")
                .params(retry, busy.toArray(String[]::new))
                .query(RetryRows::step)
                .optional();
    }

    /** @return false when another node is at it, or it is over */
    boolean hold(long retry, String job) {
        return !jdbc.sql("select job from retried_step where retry = ? and job = ? and outcome = 'RUNNING'"
                        + " for update skip locked")
                .params(retry, job)
                .query(String.class)
                .list()
                .isEmpty();
    }

    void set(long retry, String job, Outcome outcome, String said) {
        jdbc.sql("update retried_step set outcome = ?, said = ? where retry = ? and job = ?")
                .params(outcome.name(), said, retry, job)
                .update();
    }

    void endIfDone(long retry, Instant now) {
        jdbc.sql("update failure_retry set ended = ? where id = ? and ended is null and not exists"
                        + " (select from retried_step where retry = ? and outcome in ('WAITING', 'RUNNING'))")
                .params(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), retry, retry)
                .update();
    }

    private static RetriedStep step(ResultSet row, int number) throws SQLException {
        return new RetriedStep(
                row.getString("job"),
                new CaseKey(row.getString("process"), row.getString("case_id")),
                row.getString("step"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("said"));
    }
}
