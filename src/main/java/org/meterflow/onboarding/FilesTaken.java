package org.meterflow.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every file that was brought in, who brought it and what it changed, for good. */
@Component
public class FilesTaken {

    static final String MARKET = "market";
    static final String CERTIFICATES = "certificates";
    private static final long LOCK = 0x4D46_0061L;
    private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    FilesTaken(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public Optional<MarketFile> find(long id) {
        return jdbc.sql("select * from onboarding_file where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    /** The newest first. */
    public List<MarketFile> latest(int most) {
        return jdbc.sql("select * from onboarding_file order by id desc limit ?")
                .param(most)
                .query(this::read)
                .list();
    }

    /** Lets nobody else bring anything in until this transaction ends. */
    void alone() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
    }

    MarketFile add(String kind, String name, String actor, List<Change> changes) {
        Instant now = clock.instant();
        try {
            long id = jdbc.sql(
                            "insert into onboarding_file (kind, name, at, actor, changes) values (?, ?, ?, ?, ?::jsonb)"
                                    + " returning id")
                    .params(kind, name, now.atOffset(ZoneOffset.UTC), actor, json.writeValueAsString(changes))
                    .query(Long.class)
                    .single();
            return new MarketFile(id, kind, name, now, actor, changes);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private MarketFile read(ResultSet row, int number) throws SQLException {
        try {
            return new MarketFile(
                    row.getLong("id"),
                    row.getString("kind"),
                    row.getString("name"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("actor"),
                    json.readValue(row.getString("changes"), CHANGES));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
