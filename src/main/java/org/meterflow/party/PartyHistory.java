package org.meterflow.party;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed what about a party, for good: entries are only ever added, in the transaction of the change. */
@Component
public class PartyHistory {

    private final JdbcClient jdbc;
    private final Clock clock;

    PartyHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void note(String party, String what, String actor) {
        jdbc.sql("insert into party_event (party_id, at, what, actor) values (?, ?, ?, ?)")
                .params(party, clock.instant().atOffset(ZoneOffset.UTC), what, actor)
                .update();
    }

    /** The newest first. */
    public List<PartyEvent> of(String party) {
        return jdbc.sql("select * from party_event where party_id = ? order by id desc")
                .param(party)
                .query((row, number) -> new PartyEvent(
                        row.getTimestamp("at").toInstant(), row.getString("what"), row.getString("actor")))
                .list();
    }
}
