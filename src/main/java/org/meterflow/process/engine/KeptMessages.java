package org.meterflow.process.engine;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What suspended cases have been told, by name alone: what there is to know of it, the process has in its own table. */
@Component
class KeptMessages {

    private static final String INSTANCE = """
            act_ru_execution instance
            join act_re_procdef definition on definition.id_ = instance.proc_def_id_ and instance.id_ = instance.proc_inst_id_
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    KeptMessages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The outermost instance of a suspended case that waits for this message. */
    Optional<String> suspendedRoot(CaseKey key, String message) {
        return jdbc.sql("select instance.root_proc_inst_id_ from " + INSTANCE + """
                        where instance.suspension_state_ = 2 and definition.key_ = ? and instance.business_key_ = ?
                          and exists (select from act_ru_event_subscr awaited
                                      where awaited.proc_inst_id_ = instance.id_ and awaited.event_name_ = ?)
                        """)
                .params(key.process(), key.caseId(), message)
                .query(String.class)
                .optional();
    }

    /** The outermost instance of a case that has not heard yet all that was kept for it. */
    Optional<String> rootThatHasNotHeard(CaseKey key) {
        return first(key).isEmpty()
                ? Optional.empty()
                : jdbc.sql("select instance.root_proc_inst_id_ from " + INSTANCE
                                + " where definition.key_ = ? and instance.business_key_ = ?")
                        .params(key.process(), key.caseId())
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

    /** What the case has to hear first. */
    Optional<String> first(CaseKey key) {
        return jdbc.sql("select name from kept_message where process = ? and case_id = ? order by number limit 1")
                .params(key.process(), key.caseId())
                .query(String.class)
                .optional();
    }

    void forget(CaseKey key, String message) {
        jdbc.sql("delete from kept_message where process = ? and case_id = ? and name = ?")
                .params(key.process(), key.caseId(), message)
                .update();
    }

    void forget(Collection<CaseKey> cases) {
        cases.forEach(key -> jdbc.sql("delete from kept_message where process = ? and case_id = ?")
                .params(key.process(), key.caseId())
                .update());
    }

    /** The cases that go on, or have ended, and have not heard all. */
    List<CaseKey> notHeard() {
        return jdbc.sql("""
                        select distinct kept.process, kept.case_id from kept_message kept
                        where not exists (select from %s
                                          where definition.key_ = kept.process and instance.business_key_ = kept.case_id
                                            and instance.suspension_state_ = 2)
                        """.formatted(INSTANCE)).query(CaseKey.class).list();
    }

    /** Whether the case is on its way to where it waits next. */
    boolean isMoving(String instance) {
        return jdbc.sql("select count(*) from act_ru_job where process_instance_id_ = ? and type_ = 'message'")
                        .param(instance)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
