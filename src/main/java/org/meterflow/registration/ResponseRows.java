package org.meterflow.registration;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers to registration files, as rows. */
@Component
class ResponseRows {

    private final JdbcClient jdbc;
    private final Parts parts;
    private final Clock clock;

    ResponseRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.parts = new Parts(jdbc, "registration_response_part", "sequence");
        this.clock = clock;
    }

    record Answer(long sequence, String name, FileOutcome outcome) {}

    long next() {
        return jdbc.sql("""
                        update registration_response_counter set last_sequence = last_sequence + 1
                        returning last_sequence
                        """).query(Long.class).single();
    }

    /** @return where its content goes */
    OutputStream add(long file, long sequence, String name) {
        jdbc.sql("insert into registration_response (sequence, file_id, name) values (?, ?, ?)")
                .params(sequence, file, name)
                .update();
        return parts.writer(sequence);
    }

    /** The last answer given to a file. */
    Answer last(long file) {
        return jdbc.sql("""
                        select r.sequence, r.name, f.outcome
                          from registration_response r join registration_file f on f.id = r.file_id
                         where f.id = ? order by r.sequence desc limit 1
                        """)
                .param(file)
                .query((row, number) -> new Answer(
                        row.getLong("sequence"), row.getString("name"), FileOutcome.valueOf(row.getString("outcome"))))
                .single();
    }

    InputStream content(long sequence) {
        return parts.reader(sequence);
    }

    InputStream content(String name) {
        return content(jdbc.sql("select sequence from registration_response where name = ?")
                .param(name)
                .query(Long.class)
                .single());
    }

    /** The names of answers not in the outbox yet, taken for a while so that no other node puts them there too. */
    List<String> claimUnwritten(int seconds) {
        return jdbc.sql("""
                        update registration_response r
                           set claimed_until = now() + make_interval(secs => ?)
                         where r.sequence in (select sequence from registration_response
                                               where written_at is null
                                                 and (claimed_until is null or claimed_until < now())
                                               order by sequence limit 50 for update skip locked)
                        returning r.name
                        """).param(seconds).query(String.class).list();
    }

    void written(String name) {
        jdbc.sql("update registration_response set written_at = ? where name = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), name)
                .update();
    }
}
