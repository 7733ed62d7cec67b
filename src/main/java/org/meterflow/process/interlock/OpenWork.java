package org.meterflow.process.interlock;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the cases at each meter point, from their start to their end. */
@Repository
class OpenWork {

    private final JdbcClient jdbc;

    OpenWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction is over; in one order, so that two who want several do not wait for each other. */
    void lock(Collection<String> meterPoints) {
        meterPoints.stream()
                .distinct()
                .sorted()
                .forEach(meterPoint -> jdbc.sql("select pg_advisory_xact_lock(hashtext('work at meter'), hashtext(?))")
                        .param(meterPoint)
                        .query((row, number) -> number)
                        .list());
    }

    /** @return false when it has been at this meter point before */
    boolean begin(CaseKey key, String meterPoint, Instant at) {
        return jdbc.sql("insert into work_at_meter_point (meter_point, process, case_id, began_at) values (?, ?, ?, ?)"
                                + " on conflict do nothing")
                        .params(meterPoint, key.process(), key.caseId(), utc(at))
                        .update()
                == 1;
    }

    void end(CaseKey key, Instant at) {
        jdbc.sql("update work_at_meter_point set ended_at = ? where process = ? and case_id = ? and ended_at is null")
                .params(utc(at), key.process(), key.caseId())
                .update();
    }

    /** The first first. */
    List<CaseKey> at(String meterPoint) {
        return jdbc.sql("select process, case_id from work_at_meter_point where meter_point = ? and ended_at is null"
                        + " order by began_at, process, case_id")
                .param(meterPoint)
                .query((row, number) -> new CaseKey(row.getString("process"), row.getString("case_id")))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
