package org.meterflow.process.engine;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What suspended cases have been told, by name alone: what there is to know of it, the process has in its own table. */
@Component
class KeptMessages {

    private final JdbcClient jdbc;
    private final Clock clock;

    KeptMessages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The outermost instance of a suspended case that waits for this message. */
    Optional<String> suspendedRoot(CaseKey key, String message) {
        return jdbc.sql("""
                        select instance.root_proc_inst_id_
                        from act_ru_execution instance
                        join act_re_procdef definition on definition.id_ = instance.proc_def_id_
                        where instance.id_ = instance.proc_inst_id_ and instance.suspension_state_ = 2
                          and definition.key_ = ? and instance.business_key_ = ?
                          and exists (select from act_ru_event_subscr awaited
                                      where awaited.proc_inst_id_ = instance.id_ and awaited.event_name_ = ?)
                        """)
                .params(key.process(), key.caseId(), message)
                .query(String.class)
                .optional();
    }

    /** Until the transaction ends nobody else suspends or resumes this instance, or keeps anything for it. */
    void lock(String root) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('suspension of ' || ?))")
                .params(root)
                .query((row, number) -> row)
                .list();
    }

    /** Told twice, it is kept once. */
    void keep(CaseKey key, String message) {
        jdbc.sql(
                        "insert into kept_message (process, case_id, name, kept_at) values (?, ?, ?, ?) on conflict do nothing")
                .params(key.process(), key.caseId(), message, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** Hands over what has been kept for these cases, in the order in which it came. */
    List<Kept> take(List<CaseKey> cases) {
        return jdbc.sql("""
                        with taken as (
                            delete from kept_message kept using unnest(?::text[], ?::text[]) as of_case (process, case_id)
                            where kept.process = of_case.process and kept.case_id = of_case.case_id
                            returning kept.process, kept.case_id, kept.name, kept.kept_at
                        )
                        select process, case_id, name from taken order by kept_at, process, case_id, name""")
                .params(
                        cases.stream().map(CaseKey::process).toArray(String[]::new),
                        cases.stream().map(CaseKey::caseId).toArray(String[]::new))
                .query((row, number) -> new Kept(
                        new CaseKey(row.getString("process"), row.getString("case_id")), row.getString("name")))
                .list();
    }

    record Kept(CaseKey key, String name) {}
}
