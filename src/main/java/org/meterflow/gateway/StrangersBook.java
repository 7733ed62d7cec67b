package org.meterflow.gateway;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes down what nobody known has sent; of all that nobody signed, only so much stays. */
@Component
class StrangersBook {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final GatewaySettings settings;

    StrangersBook(JdbcClient jdbc, Clock clock, GatewaySettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** What is no request at all; its beginning is kept, for whoever wonders what was sent. */
    void noteMalformed(Service service, byte[] document, HttpAnswer answer, String reason) {
        KeptDocument kept = KeptDocument.beginning(document, settings.keptOfRefused());
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into service_request (holds_id, service, received_at, document, document_length, digest,
                               stranger, state, reason, http_status, answer, answered_at)
                        values (false, ?, ?, ?, ?, ?, true, 'REFUSED', ?, ?, ?, ?)
                        """)
                .params(
                        service.name(),
                        now,
                        kept.text(),
                        kept.length(),
                        kept.digest(),
                        reason,
                        answer.status(),
                        answer.body(),
                        now)
                .update();
    }

    /** Of what nobody signed, only the newest stay. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    public int forgetOldStrangers() {
        return jdbc.sql("""
                        delete from service_request
                         where stranger and id <= (select id from service_request where stranger
                                                    order by id desc offset ? limit 1)
                        """).param(settings.strangers().most()).update();
    }
}
