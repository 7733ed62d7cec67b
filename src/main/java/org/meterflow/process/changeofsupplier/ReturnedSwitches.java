package org.meterflow.process.changeofsupplier;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Mpxn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which switch goes back by which other one, and the schedules that each had found at its meter point. */
@Repository
class ReturnedSwitches {

    private final JdbcClient jdbc;

    ReturnedSwitches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The switch by which a case has a meter point returned; empty before it has asked for it. */
    Optional<String> of(String returnCase) {
        return jdbc.sql("select switch_id from supplier_change where return_case = ?")
                .param(returnCase)
                .query(String.class)
                .optional();
    }

    void askedBy(String switchId, String returnCase) {
        jdbc.sql("update supplier_change set return_case = ? where switch_id = ?")
                .params(returnCase, switchId)
                .update();
    }

    int returnsOf(String switchId) {
        return jdbc.sql("select count(*) from supplier_change where returns_switch = ?")
                .param(switchId)
                .query(Integer.class)
                .single();
    }

    /** The last switch whose supply had started by then. */
    Optional<String> lastOf(Mpxn mpxn, Instant by) {
        return jdbc.sql("""
                        select switch_id from supplier_change
                        where mpxn = ? and state in ('SECURED', 'ACTIVE', 'CHANGED') and supply_starts_at <= ?
                        order by supply_starts_at desc limit 1""")
                .param(mpxn.value())
                .param(Timestamp.from(by))
                .query(String.class)
                .optional();
    }

    void found(String switchId, List<Long> schedules) {
        schedules.forEach(schedule -> jdbc.sql(
                        "insert into switch_schedule (switch_id, schedule) values (?, ?) on conflict do nothing")
                .params(switchId, schedule)
                .update());
    }

    List<Long> schedulesOf(String switchId) {
        return jdbc.sql("select schedule from switch_schedule where switch_id = ? order by schedule")
                .param(switchId)
                .query(Long.class)
                .list();
    }
}
