package org.meterflow.registration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Registration files as rows. */
@Component
class FileRows {

    private static final int LONGEST_NOTE = 500;

    private final JdbcClient jdbc;
    private final Parts parts;
    private final Clock clock;

    FileRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.parts = new Parts(jdbc, "registration_file_part", "file_id");
        this.clock = clock;
    }

    /**
     * @param attempts how often it has been begun since something last came of it
     * @param failure what stopped the last attempt, if it could still say so
     */
    record StoredFile(
            long id,
            String name,
            long size,
            FileOutcome outcome,
            int attempts,
            @Nullable String failure) {}

    /**
     * Stores it unless it is there already, and says under which number.
     *
     * @param identity its hash, or what else tells it from others of its name
     * @param size what it has; more than there is to store when it is too long to be stored
     */
    long store(String name, String identity, long size, InputStream content) throws IOException {
        Optional<Long> fresh = jdbc.sql("""
                        insert into registration_file (name, sha256, size, received_at, outcome)
                        values (?, ?, ?, ?, 'RECEIVED') on conflict (name, sha256) do nothing returning id
                        """)
                .params(name, identity, size, now())
                .query(Long.class)
                .optional();
        if (fresh.isEmpty()) {
            return find(name, identity).orElseThrow().id();
        }
        try (OutputStream target = parts.writer(fresh.get())) {
            content.transferTo(target);
        }
        return fresh.get();
    }

    InputStream content(long id) {
        return parts.reader(id);
    }

    Optional<StoredFile> find(String name, String identity) {
        return jdbc.sql("select * from registration_file where name = ? and sha256 = ?")
                .params(name, identity)
                .query(FileRows::read)
                .optional();
    }

    StoredFile locked(long id) {
        return jdbc.sql("select * from registration_file where id = ? for update")
                .param(id)
                .query(FileRows::read)
                .single();
    }

    /** Notes that work on an undecided file begins. One set aside begins anew: somebody has sent it again. */
    void begin(long id) {
        jdbc.sql("""
                        update registration_file
                           set attempts = case outcome when 'SET_ASIDE' then 1 else attempts + 1 end,
                               failure = case outcome when 'SET_ASIDE' then null else failure end,
                               outcome = case outcome when 'SET_ASIDE' then 'RECEIVED' else outcome end
                         where id = ? and outcome in ('RECEIVED', 'QUARANTINED', 'SET_ASIDE')
                        """).param(id).update();
    }

    /** @param counts false when the file has nothing to do with it */
    void failed(long id, String failure, boolean counts) {
        jdbc.sql("update registration_file set failure = ?, attempts = greatest(0, attempts - ?) where id = ?")
                .params(failure.substring(0, Math.min(LONGEST_NOTE, failure.length())), counts ? 0 : 1, id)
                .update();
    }

    /** Nothing has changed, but work on it came to its end. */
    void finished(long id) {
        jdbc.sql("update registration_file set attempts = 0, failure = null where id = ?")
                .param(id)
                .update();
    }

    /** The first of those that waited for their predecessors, all of which have been loaded up to this one. */
    Optional<Long> waiting(String sender, long loaded) {
        return jdbc.sql("""
                        select id from registration_file
                         where sender = ? and sequence <= ? and outcome = 'QUARANTINED'
                         order by sequence, id desc limit 1
                        """).params(sender, loaded + 1).query(Long.class).optional();
    }

    boolean isWaiting(String name) {
        return jdbc.sql("select count(*) from registration_file where name = ? and outcome = 'QUARANTINED'")
                        .param(name)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void decided(long id, FileVerdict verdict) {
        FileName name = verdict.name();
        jdbc.sql("""
                        update registration_file
                           set outcome = ?, sender = ?, sequence = ?, accepted = ?, refused = ?, detail = ?,
                               decided_at = ?, attempts = 0, failure = null
                         where id = ?
                        """)
                .params(
                        verdict.outcome().name(),
                        name == null ? null : name.sender(),
                        name == null ? null : name.sequence(),
                        verdict.accepted(),
                        verdict.refused(),
                        ResponseFile.line(verdict.detail()),
                        now(),
                        id)
                .update();
    }

    /** The last number loaded of this sender, which no one else loads from until the transaction ends. */
    Optional<Long> lockSender(String sender) {
        jdbc.sql("insert into registration_sender (sender) values (?) on conflict do nothing")
                .param(sender)
                .update();
        return Optional.ofNullable(jdbc.sql("select last_sequence from registration_sender where sender = ? for update")
                .param(sender)
                .query(Long.class)
                .list()
                .get(0));
    }

    Optional<Long> lastLoaded(String sender) {
        return jdbc.sql("select last_sequence from registration_sender where sender = ? and last_sequence is not null")
                .param(sender)
                .query(Long.class)
                .optional();
    }

    void loaded(String sender, long sequence) {
        jdbc.sql("update registration_sender set last_sequence = ? where sender = ?")
                .params(sequence, sender)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static StoredFile read(ResultSet row, int number) throws SQLException {
        return new StoredFile(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("size"),
                FileOutcome.valueOf(row.getString("outcome")),
                row.getInt("attempts"),
                row.getString("failure"));
    }
}
