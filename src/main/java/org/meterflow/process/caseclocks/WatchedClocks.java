package org.meterflow.process.caseclocks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.caseclocks.WatchedClock.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WatchedClocks {

    private final JdbcClient jdbc;

    WatchedClocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From its beginning, whatever it was before. */
    void start(CaseKey watched, String clock, Instant from, Instant due, boolean alarm) {
        jdbc.sql("""
                        insert into watched_clock (process, case_id, clock, runs_from, due, alarm, state)
                        values (?, ?, ?, ?, ?, ?, 'RUNNING')
                        on conflict (process, case_id, clock) do update
                        set runs_from = excluded.runs_from, due = excluded.due, alarm = excluded.alarm,
                            state = 'RUNNING', reached = null""")
                .params(watched.process(), watched.caseId(), clock)
                .params(Timestamp.from(from), Timestamp.from(due), alarm)
                .update();
    }

    void changeDue(CaseKey watched, String clock, Duration length) {
        jdbc.sql("""
                        update watched_clock set due = runs_from + make_interval(secs => ?)
                        where process = ? and case_id = ? and clock = ?""")
                .params(length.toSeconds(), watched.process(), watched.caseId(), clock)
                .update();
    }

    void rest(CaseKey watched) {
        move(watched, State.RUNNING, State.RESTING, Duration.ZERO);
    }

    void resume(CaseKey watched, Duration rested) {
        move(watched, State.RESTING, State.RUNNING, rested);
    }

    private void move(CaseKey watched, State from, State to, Duration later) {
        jdbc.sql("""
                        update watched_clock
                        set state = :to, runs_from = runs_from + make_interval(secs => :later),
                            due = due + make_interval(secs => :later)
                        where process = :process and case_id = :case and state = :from""")
                .param("to", to.name())
                .param("from", from.name())
                .param("later", later.toSeconds())
                .param("process", watched.process())
                .param("case", watched.caseId())
                .update();
    }

    void stop(CaseKey watched, String clock) {
        jdbc.sql("update watched_clock set state = 'STOPPED' where process = ? and case_id = ? and clock = ?")
                .params(watched.process(), watched.caseId(), clock)
                .update();
    }

    void end(CaseKey watched) {
        jdbc.sql("update watched_clock set state = 'ENDED' where process = ? and case_id = ?")
                .params(watched.process(), watched.caseId())
                .update();
    }

    void reached(WatchedClock clock, Stage stage, Instant at) {
        jdbc.sql("""
                        update watched_clock set reached = ?, ran_out_at = coalesce(ran_out_at, ?)
                        where process = ? and case_id = ? and clock = ?""")
                .param(stage.name())
                .param(stage == Stage.RAN_OUT ? Timestamp.from(at) : null)
                .params(clock.watched().process(), clock.watched().caseId(), clock.clock())
                .update();
    }

    /** Nobody changes them until the caller's transaction ends. */
    List<WatchedClock> lock(CaseKey watched) {
        return of(watched, " for update");
    }

    List<WatchedClock> of(CaseKey watched) {
        return of(watched, "");
    }

    private List<WatchedClock> of(CaseKey watched, String how) {
        return jdbc.sql("select * from watched_clock where process = ? and case_id = ? order by due, clock" + how)
                .params(watched.process(), watched.caseId())
                .query(WatchedClocks::read)
                .list();
    }

    /** The watched cases with this id, or all, the newest clocks first; each as {@code process:case}. */
    List<String> search(String text, int limit, int offset) {
        return jdbc.sql("""
                        select process || ':' || case_id from watched_clock
                        where ? = '' or process || ':' || case_id = ?
                        group by process, case_id order by max(runs_from) desc, case_id limit ? offset ?""")
                .params(text, text, limit, offset)
                .query(String.class)
                .list();
    }

    private static WatchedClock read(ResultSet row, int number) throws SQLException {
        @Nullable String reached = row.getString("reached");
        return new WatchedClock(
                new CaseKey(row.getString("process"), row.getString("case_id")),
                row.getString("clock"),
                row.getTimestamp("runs_from").toInstant(),
                row.getTimestamp("due").toInstant(),
                row.getBoolean("alarm"),
                reached == null ? null : Stage.valueOf(reached),
                State.valueOf(row.getString("state")));
    }
}
