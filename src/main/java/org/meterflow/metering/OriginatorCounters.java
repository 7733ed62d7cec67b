package org.meterflow.metering;

import java.time.Clock;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The counters of the DCC's own identities. Devices refuse a counter that is not above the last they accepted, so a
 * counter is taken in the transaction that records its message, and until that ends nobody else takes a later one.
 */
@Repository
class OriginatorCounters {

    private final JdbcClient jdbc;
    private final Clock clock;

    OriginatorCounters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The very first is the time in milliseconds, so that a platform set up anew counts on from where its devices are.
     *
     * @return the first of as many consecutive counters
     */
    long take(Eui64 originator, int count) {
        long last = jdbc.sql("""
                        insert into originator_counter as known (originator, last) values (:originator, :first + :count)
                        on conflict (originator) do update set last = known.last + :count
                        returning last
                        """)
                .param("originator", originator.value())
                .param("first", clock.millis())
                .param("count", count)
                .query(Long.class)
                .single();
        return last - count + 1;
    }
}
