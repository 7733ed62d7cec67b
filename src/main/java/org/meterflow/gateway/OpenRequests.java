package org.meterflow.gateway;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Requests on their way, in the transaction of whoever takes them further. */
@Component
class OpenRequests {

    private final JdbcClient jdbc;
    private final Clock clock;

    OpenRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The request behind a command to a device; nobody else gets it while this transaction runs. */
    Optional<ServiceRequest> locked(long number) {
        return jdbc.sql("select * from service_request where id = ? for update")
                .param(number)
                .query(ServiceRequests::read)
                .optional();
    }

    /** The request whose command to a device has this reference, as {@link #locked(long)}; empty when it has none. */
    Optional<ServiceRequest> behind(String reference) {
        return ServiceRequest.numberOf(reference).flatMap(this::locked);
    }

    /** The next held request whose time has come; nobody else gets it while this transaction runs. */
    Optional<ServiceRequest> nextDue() {
        return jdbc.sql("""
                        select * from service_request where state = 'HELD' and act_at <= ?
                         order by act_at, id limit 1 for update skip locked
                        """)
                .param(Timestamp.from(clock.instant()))
                .query(ServiceRequests::read)
                .optional();
    }

    /** Requests of the same user, device and variant that wait here or at the device for a later time. */
    List<ServiceRequest> future(RequestId like, String variant) {
        return jdbc.sql("""
                        select * from service_request
                         where originator = ? and device = ? and variant = ? and holds_id
                           and state in ('HELD', 'SENT', 'HANDED_BACK', 'WAITING_AT_DEVICE') and execute_at > ?
                           and execute_at < '3000-01-01' order by id for update
                        """)
                .params(like.originator().value(), like.target().value(), variant, Timestamp.from(clock.instant()))
                .query(ServiceRequests::read)
                .list();
    }

    /**
     * Requests of anybody, of this variant to this device, of which the device has not said how they came out. Nobody
     * else looks for them while this transaction runs.
     *
     * @param butNot the request for which they are looked for
     */
    List<ServiceRequest> underWay(Eui64 device, String variant, long butNot) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) taken")
                .param(variant + " " + device)
                .query(Integer.class)
                .single();
        return jdbc.sql("""
                        select * from service_request
                         where device = ? and variant = ? and id <> ? and holds_id and not transform
                           and state in ('HELD', 'SENT')
                         order by id
                        """)
                .params(device.value(), variant, butNot)
                .query(ServiceRequests::read)
                .list();
    }

    /** The date of a command whose request did not say it again. */
    void date(long number, Instant executeAt) {
        jdbc.sql("update service_request set execute_at = ? where id = ?")
                .params(Timestamp.from(executeAt), number)
                .update();
    }

    void move(ServiceRequest request, ServiceRequest.State to) {
        jdbc.sql("update service_request set state = ?, act_at = null where id = ?")
                .params(to.name(), request.number())
                .update();
    }

    /** What was asked before it; what came since has a date of its own. */
    void cancelBefore(ServiceRequest withdrawal) {
        RequestId id = withdrawal.requestId();
        String variant = withdrawal.variant();
        if (id != null && variant != null) {
            future(id, variant).stream()
                    .filter(one -> one.number() < withdrawal.number())
                    .forEach(one -> move(one, ServiceRequest.State.CANCELLED));
        }
    }
}
