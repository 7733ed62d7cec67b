package org.meterflow.messages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who may call the API. A key is shown once, when it is made; only its SHA-256 is kept. */
@Service
public class ApiClients {

    /** @param key to be given to the party, and never seen again */
    public record Issued(ApiClient client, String key) {}

    private static final Logger log = LoggerFactory.getLogger(ApiClients.class);
    private static final String SCHEME = "mf";
    private static final int PREFIX_LENGTH = 10;

    private final JdbcClient jdbc;
    private final Clock clock;

    ApiClients(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param actor the administrator who gives the access */
    public Issued create(String party, String name, Set<String> roles, String actor) {
        String prefix = Tokens.name(PREFIX_LENGTH);
        String key = SCHEME + "_" + prefix + "_" + Tokens.secret();
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into api_client (prefix, hash, party, name, roles, created_at, created_by)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        prefix,
                        hash(key),
                        party,
                        name,
                        Rows.array(roles.stream().sorted().toList()),
                        Rows.timestamp(now),
                        actor)
                .update();
        log.info("{} gave {} ({}) access to the API as {}", actor, name, party, roles);
        return new Issued(new ApiClient(prefix, party, name, roles, now, actor, null, null), key);
    }

    /** @return false when there is no such client, or its key was revoked before */
    public boolean revoke(String id, String actor) {
        boolean revoked =
                jdbc.sql("update api_client set revoked_at = ?, revoked_by = ? where prefix = ? and revoked_at is null")
                                .params(Rows.timestamp(clock.instant()), actor, id)
                                .update()
                        == 1;
        if (revoked) {
            log.info("{} revoked the API key {}", actor, id);
        }
        return revoked;
    }

    /** Revoked ones too; by party, newest first. */
    public List<ApiClient> all() {
        return jdbc.sql("select * from api_client order by party, created_at desc")
                .query(ApiClients::client)
                .list();
    }

    /** What a party's programs may act as: the roles of all its keys in use. */
    public Set<String> rolesOf(String party) {
        return jdbc.sql("select distinct unnest(roles) from api_client where party = ? and revoked_at is null")
                .param(party)
                .query(String.class)
                .set();
    }

    /** Empty for a key that was never issued, or has been revoked. */
    public Optional<ApiClient> authenticate(String key) {
        String[] parts = key.split("_", 3);
        if (parts.length != 3 || !parts[0].equals(SCHEME)) {
            return Optional.empty();
        }
        byte[] hash = hash(key);
        Optional<ApiClient> found = jdbc.sql("select * from api_client where prefix = ? and revoked_at is null")
                .param(parts[1])
                .query((row, line) -> MessageDigest.isEqual(row.getBytes("hash"), hash)
                        ? Optional.of(client(row, line))
                        : Optional.<ApiClient>empty())
                .optional()
                .flatMap(same -> same);
        found.ifPresent(this::noteUse);
        return found;
    }

    private void noteUse(ApiClient client) {
        Instant now = clock.instant();
        Instant last = client.lastUsedAt();
        if (last == null || last.isBefore(now.minusSeconds(60))) {
            jdbc.sql("update api_client set last_used_at = ? where prefix = ?")
                    .params(Rows.timestamp(now), client.id())
                    .update();
        }
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ApiClient client(ResultSet row, int line) throws SQLException {
        return new ApiClient(
                row.getString("prefix"),
                row.getString("party"),
                row.getString("name"),
                Set.copyOf(Rows.texts(row, "roles")),
                Rows.instant(row, "created_at"),
                row.getString("created_by"),
                Rows.instantOrNull(row, "revoked_at"),
                Rows.instantOrNull(row, "last_used_at"));
    }
}
