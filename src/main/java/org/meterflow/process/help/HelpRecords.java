package org.meterflow.process.help;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every help that was given, for good. */
@Repository
class HelpRecords {

    private final JdbcClient jdbc;
    private final Clock clock;

    HelpRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Two who help the same case at one moment do so one after the other. */
    void lock(CaseKey key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('help of ' || ? || ' ' || ?))")
                .params(key.process(), key.caseId())
                .query((row, number) -> row)
                .list();
    }

    void add(CaseKey key, Help.Act act, String reason, String person) {
        add(key, act, null, null, reason, person);
    }

    void add(
            CaseKey key, Help.Act act, @Nullable String fromBox, @Nullable String toBox, String reason, String person) {
        jdbc.sql("insert into case_help (process, case_id, act, from_box, to_box, reason, done_by, done_at)"
                        + " values (:process, :case, :act, :from, :to, :reason, :person, :at)")
                .param("process", key.process())
                .param("case", key.caseId())
                .param("act", act.name())
                .param("from", fromBox)
                .param("to", toBox)
                .param("reason", reason)
                .param("person", person)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** The latest first. */
    List<Help> of(CaseKey key) {
        return jdbc.sql("select act, from_box, to_box, reason, done_by, done_at from case_help"
                        + " where process = ? and case_id = ? order by id desc")
                .params(key.process(), key.caseId())
                .query(Help.class)
                .list();
    }

    Optional<Help> latest(CaseKey key, Help.Act act) {
        return of(key).stream().filter(help -> help.act() == act).findFirst();
    }
}
