package org.meterflow.process.lastresortwork;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.meterflow.process.lastresortwork.LastResort.Work;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The directions, as rows. */
@Repository
class LastResorts {

    private static final String SELECT =
            "select case_id, failed, successor, effective_on, work, work_of, paused_by" + " from last_resort ";

    private final JdbcClient jdbc;

    LastResorts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String caseId, String failed, String successor, LocalDate effectiveOn) {
        jdbc.sql("insert into last_resort (case_id, failed, successor, effective_on) values (?, ?, ?, ?)"
                        + " on conflict (case_id) do nothing")
                .params(caseId, failed, successor, effectiveOn)
                .update();
    }

    Optional<LastResort> find(String caseId) {
        return jdbc.sql(SELECT + "where case_id = ?")
                .param(caseId)
                .query(LastResort.class)
                .optional();
    }

    LastResort require(String caseId) {
        return find(caseId).orElseThrow(() -> new IllegalStateException("There is no direction " + caseId));
    }

    /** Those whose meter points workers may take. */
    List<LastResort> atWork() {
        return jdbc.sql(SELECT + "where work <> 'NOTHING' order by case_id")
                .query(LastResort.class)
                .list();
    }

    /** Another direction for the same failed supplier that has begun and has work to do. */
    boolean another(String failed, String except) {
        return jdbc.sql(
                        "select exists (select from last_resort where failed = ? and case_id <> ? and work <> 'NOTHING')")
                .params(failed, except)
                .query(Boolean.class)
                .single();
    }

    /** @return false when this box has begun its work before */
    boolean begin(String caseId, Work work, String box) {
        return jdbc.sql("update last_resort set work = ?, work_of = ?, next_chunk_at = null"
                                + " where case_id = ? and work_of is distinct from ?")
                        .params(work.name(), box, caseId, box)
                        .update()
                > 0;
    }

    void rest(String caseId) {
        jdbc.sql("update last_resort set work = 'NOTHING' where case_id = ?")
                .param(caseId)
                .update();
    }

    void pause(String caseId, String person, Instant now) {
        jdbc.sql("update last_resort set paused_by = ?, paused_at = ? where case_id = ? and paused_by is null")
                .params(person, utc(now), caseId)
                .update();
    }

    void resume(String caseId) {
        jdbc.sql("update last_resort set paused_by = null, paused_at = null where case_id = ?")
                .param(caseId)
                .update();
    }

    /** Only one node at a time may begin a chunk of keys, and none before its time: true for that one until it commits. */
    boolean chunkIsDue(String caseId, Instant now) {
        return jdbc.sql("select case_id from last_resort where case_id = ? and work = 'KEYS' and paused_by is null"
                        + " and (next_chunk_at is null or next_chunk_at <= ?) for update skip locked")
                .params(caseId, utc(now))
                .query(String.class)
                .optional()
                .isPresent();
    }

    void nextChunkAt(String caseId, Instant at) {
        jdbc.sql("update last_resort set next_chunk_at = ? where case_id = ?")
                .params(utc(at), caseId)
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
