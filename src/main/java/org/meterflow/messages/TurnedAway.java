package org.meterflow.messages;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was turned away at the door, for its sender and for the operator to look up. Whoever sends much of it fills no disk:
 * so many an hour are kept of each sender, and of all strangers together; the rest is counted.
 */
@Service
public class TurnedAway {

    private static final Logger log = LoggerFactory.getLogger(TurnedAway.class);
    private static final String STRANGERS = "strangers";

    /** How much of one hour was only counted. */
    public record Uncounted(Instant hour, @Nullable String party, long messages) {}

    private final TurnedAwayMessages messages;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MessagesSettings.TurnedAwaySettings settings;
    private final Clock clock;

    TurnedAway(
            TurnedAwayMessages messages,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            MessagesSettings settings,
            Clock clock) {
        this.messages = messages;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings.turnedAway();
        this.clock = clock;
    }

    /** How much of a body is worth reading for {@link #note}. */
    public int keptBytes() {
        return (int) settings.keptOfEach().toBytes();
    }

    /** The answer is given in any case: this is a note beside it. Number and time of the message given do not matter. */
    public void note(TurnedAwayMessage message) {
        try {
            transaction.executeWithoutResult(status -> store(message));
        } catch (RuntimeException failure) {
            log.warn("A message was turned away without a note of it: {}", failure.toString());
        }
    }

    private void store(TurnedAwayMessage message) {
        Instant now = clock.instant();
        String party = message.party();
        boolean kept = party == null
                ? count(now, STRANGERS, null) <= settings.keptOfStrangers()
                        && count(now, "address " + message.address(), null) <= settings.keptOfEachSender()
                : count(now, "party " + party, party) <= settings.keptOfEachSender();
        if (kept) {
            messages.insert(message, now, keptBytes());
        }
    }

    private long count(Instant now, String sender, @Nullable String party) {
        return jdbc.sql("""
                        insert into turned_away_count (hour, sender, party, total) values (?, ?, ?, 1)
                        on conflict (hour, sender) do update set total = turned_away_count.total + 1
                        returning total
                        """)
                .params(Rows.timestamp(now.truncatedTo(ChronoUnit.HOURS)), sender, party)
                .query(Long.class)
                .single();
    }

    /**
     * Newest first.
     *
     * @param party null for everybody's, strangers' too
     */
    public List<TurnedAwayMessage> newest(@Nullable String party, Page page) {
        return messages.newest(party, page);
    }

    /** A party's after the given number, oldest first. */
    public List<TurnedAwayMessage> after(String party, long number, int limit) {
        return messages.after(party, number, limit);
    }

    /** The last one of a party that had this id, its own. */
    public Optional<TurnedAwayMessage> last(String party, String messageId) {
        return messages.last(party, messageId);
    }

    /** Of which hours more came than were kept; newest first. */
    public List<Uncounted> onlyCounted(@Nullable String party, int limit) {
        return jdbc.sql("""
                        select hour, party, total - case when party is null then :strangers else :each end as messages
                        from turned_away_count
                        where (party is not null or sender = :all)
                          and (cast(:party as text) is null or party = :party)
                          and total > case when party is null then :strangers else :each end
                        order by hour desc, sender limit :limit
                        """)
                .param("strangers", settings.keptOfStrangers())
                .param("each", settings.keptOfEachSender())
                .param("all", STRANGERS)
                .param("party", party)
                .param("limit", limit)
                .query((row, line) ->
                        new Uncounted(Rows.instant(row, "hour"), row.getString("party"), row.getLong("messages")))
                .list();
    }

    /** @return how many from before then were deleted, at most as many as asked for */
    int forget(Instant now, int most) {
        Instant before = now.minus(settings.keptFor());
        jdbc.sql("delete from turned_away_count where hour < ?")
                .param(Rows.timestamp(before))
                .update();
        return messages.forget(before, most);
    }
}
