package org.meterflow.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Registration files and the answers to them, as rows. */
@Component
class FileRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    FileRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record StoredFile(long id, String name, byte[] content, FileOutcome outcome) {}

    /** Stores it unless it is there already, and says under which number. */
    long store(String name, byte[] content) {
        String hash = RegistrationFile.sha256(content, content.length);
        jdbc.sql("""
                        insert into registration_file (name, sha256, content, received_at, outcome)
                        values (?, ?, ?, ?, 'RECEIVED') on conflict (name, sha256) do nothing
                        """).params(name, hash, content, now()).update();
        return jdbc.sql("select id from registration_file where name = ? and sha256 = ?")
                .params(name, hash)
                .query(Long.class)
                .single();
    }

    StoredFile locked(long id) {
        return jdbc.sql("select * from registration_file where id = ? for update")
                .param(id)
                .query(FileRows::read)
                .single();
    }

    /** The file that has waited for the one before it, if there is one. */
    Optional<Long> waiting(String sender, long sequence) {
        return jdbc.sql("""
                        select id from registration_file
                         where sender = ? and sequence = ? and outcome = 'QUARANTINED' order by id desc limit 1
                        """).params(sender, sequence).query(Long.class).optional();
    }

    void decided(
            long id, @Nullable FileName name, FileOutcome outcome, int accepted, int refused, @Nullable String detail) {
        jdbc.sql("""
                        update registration_file
                           set outcome = ?, sender = ?, sequence = ?, accepted = ?, refused = ?, detail = ?,
                               decided_at = ?
                         where id = ?
                        """)
                .params(
                        outcome.name(),
                        name == null ? null : name.sender(),
                        name == null ? null : name.sequence(),
                        accepted,
                        refused,
                        detail,
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

    long nextResponse() {
        return jdbc.sql("""
                        update registration_response_counter set last_sequence = last_sequence + 1
                        returning last_sequence
                        """).query(Long.class).single();
    }

    void answer(long file, long sequence, String name, byte[] content) {
        jdbc.sql("insert into registration_response (sequence, file_id, name, content) values (?, ?, ?, ?)")
                .params(sequence, file, name, content)
                .update();
    }

    /** The last answer given to a file. */
    ResponseFile response(long file) {
        return jdbc.sql("""
                        select r.name, r.content, f.outcome
                          from registration_response r join registration_file f on f.id = r.file_id
                         where f.id = ? order by r.sequence desc limit 1
                        """).param(file).query(FileRows::readResponse).single();
    }

    /** Answers not in the outbox yet, taken for a while so that no other node puts them there too. */
    List<ResponseFile> claimUnwritten(int seconds) {
        return jdbc.sql("""
                        update registration_response r
                           set claimed_until = now() + make_interval(secs => ?)
                          from registration_file f
                         where f.id = r.file_id
                           and r.sequence in (select sequence from registration_response
                                               where written_at is null
                                                 and (claimed_until is null or claimed_until < now())
                                               order by sequence limit 50 for update skip locked)
                        returning r.name, r.content, f.outcome
                        """).param(seconds).query(FileRows::readResponse).list();
    }

    void written(String name) {
        jdbc.sql("update registration_response set written_at = ? where name = ?")
                .params(now(), name)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static StoredFile read(ResultSet row, int number) throws SQLException {
        return new StoredFile(
                row.getLong("id"),
                row.getString("name"),
                row.getBytes("content"),
                FileOutcome.valueOf(row.getString("outcome")));
    }

    private static ResponseFile readResponse(ResultSet row, int number) throws SQLException {
        return new ResponseFile(
                row.getString("name"), row.getBytes("content"), FileOutcome.valueOf(row.getString("outcome")));
    }
}
