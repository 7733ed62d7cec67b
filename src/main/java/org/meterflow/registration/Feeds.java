package org.meterflow.registration;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meterflow.identifier.Mpid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which registration body tells of which network, and how long ago it last did. */
@Component
class Feeds {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RegistrationSettings settings;

    Feeds(JdbcClient jdbc, Clock clock, RegistrationSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    Freshness freshness(Mpid network) {
        Optional<Instant> loaded = jdbc.sql("select last_loaded from registration_feed where network = ?")
                .param(network.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
        boolean stale = loaded.map(time -> time.plus(settings.staleAfter()).isBefore(clock.instant()))
                .orElse(true);
        return new Freshness(loaded.orElse(null), stale);
    }

    /** The registration body has just told all it knows of this network. */
    @Transactional
    void loaded(String sender, Mpid network) {
        jdbc.sql("""
                        insert into registration_feed (network, sender, last_loaded) values (?, ?, ?)
                        on conflict (network) do update set last_loaded = excluded.last_loaded
                        """)
                .params(network.value(), sender, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The registration body has told all that changed in the networks it tells of, be it nothing. */
    @Transactional
    void loaded(String sender) {
        jdbc.sql("update registration_feed set last_loaded = ? where sender = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), sender)
                .update();
    }

    /** Which sender tells of which network. */
    Map<Mpid, String> senders() {
        Map<Mpid, String> senders = new HashMap<>();
        jdbc.sql("select network, sender from registration_feed").query(row -> {
            senders.put(new Mpid(row.getString("network")), row.getString("sender"));
        });
        return senders;
    }
}
