package org.meterflow.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people look at: the files that came, and those that do not go on by themselves. */
@Component
public class RegistrationWatch {

    private final JdbcClient jdbc;

    RegistrationWatch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A file that came.
     *
     * @param detail why it is not loaded, or how many records were
     */
    public record Entry(
            String name,
            Instant receivedAt,
            FileOutcome outcome,
            @Nullable String detail) {}

    /**
     * Something that does not go on by itself.
     *
     * @param what in a sentence
     */
    public record Concern(String what, Instant since) {}

    /** The newest first. */
    public List<Entry> files(int skipped, int most) {
        return jdbc.sql("""
                        select * from registration_file order by received_at desc, id desc offset ? limit ?
                        """)
                .params(skipped, most)
                .query(RegistrationWatch::entry)
                .list();
    }

    /** Missing files, files set aside, and files that could not be processed yet. Empty when all is well. */
    public List<Concern> concerns() {
        List<Concern> concerns = new ArrayList<>();
        concerns.addAll(gaps());
        concerns.addAll(setAside());
        concerns.addAll(failing());
        return List.copyOf(concerns);
    }

    private List<Concern> gaps() {
        return jdbc.sql("""
                        select f.sender, s.last_sequence + 1 as missing, count(*) as waiting, min(f.received_at) as since
                          from registration_file f join registration_sender s on s.sender = f.sender
                         where f.outcome = 'QUARANTINED'
                         group by f.sender, s.last_sequence order by since
                        """)
                .query((row, number) -> new Concern(
                        "File number %s of %s is missing. %s for it. Ask the registration body for it."
                                .formatted(
                                        row.getLong("missing"),
                                        row.getString("sender"),
                                        row.getLong("waiting") == 1
                                                ? "One file waits"
                                                : row.getLong("waiting") + " files wait"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /** Until its number has been loaded in some other way. */
    private List<Concern> setAside() {
        return jdbc.sql("""
                        select f.name, f.detail, f.decided_at as since
                          from registration_file f left join registration_sender s on s.sender = f.sender
                         where f.outcome = 'SET_ASIDE'
                           and (f.sequence is null or s.last_sequence is null or s.last_sequence < f.sequence)
                         order by f.decided_at
                        """)
                .query((row, number) -> new Concern(
                        "%s is set aside: %s.".formatted(row.getString("name"), row.getString("detail")),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    private List<Concern> failing() {
        return jdbc.sql("""
                        select name, failure, received_at as since from registration_file
                         where failure is not null and outcome in ('RECEIVED', 'QUARANTINED') order by received_at
                        """)
                .query((row, number) -> new Concern(
                        "%s could not be processed yet: %s.".formatted(row.getString("name"), row.getString("failure")),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getString("name"),
                row.getTimestamp("received_at").toInstant(),
                FileOutcome.valueOf(row.getString("outcome")),
                row.getString("detail"));
    }
}
