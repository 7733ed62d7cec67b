package org.meterflow.gateway;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlSignature;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes down what came and what was answered, in the transaction of whoever decides. */
@Component
class RequestBook {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final GatewaySettings settings;

    RequestBook(JdbcClient jdbc, Clock clock, GatewaySettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** @return empty when the id came before, with this request or another */
    Optional<Long> claim(Service service, DuisRequest request, byte[] document, @Nullable Instant executeAt) {
        return insert(service, request, document, document, true, false, executeAt);
    }

    /** A request that is refused because its id is another's. */
    long noteRefused(Service service, DuisRequest request, byte[] document) {
        return insert(service, request, document, beginning(document), false, false, null)
                .orElseThrow();
    }

    /** A request that is refused because nobody knows whose it is. */
    long noteUnsigned(Service service, DuisRequest request, byte[] document) {
        return insert(service, request, document, beginning(document), false, true, null)
                .orElseThrow();
    }

    private Optional<Long> insert(
            Service service,
            DuisRequest request,
            byte[] document,
            byte[] kept,
            boolean holdsId,
            boolean stranger,
            @Nullable Instant executeAt) {
        return jdbc.sql("""
                        insert into service_request (request_id, request_id_sent, transform, holds_id, service,
                               originator, device, command_variant, service_reference, variant, execute_at,
                               received_at, document, document_length, digest, stranger, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'REFUSED')
                        on conflict (request_id, transform) where holds_id do nothing
                        returning id
                        """)
                .params(
                        request.id().toString(),
                        request.requestIdAsSent(),
                        request.isTransform(),
                        holdsId,
                        service.name(),
                        request.id().originator().value(),
                        request.id().target().value(),
                        request.commandVariant(),
                        request.serviceReference(),
                        request.variant(),
                        timestamp(executeAt),
                        Timestamp.from(clock.instant()),
                        kept,
                        document.length,
                        digest(document),
                        stranger)
                .query(Long.class)
                .optional();
    }

    /** The date of a command whose request did not say it again. */
    void date(long number, Instant executeAt) {
        jdbc.sql("update service_request set execute_at = ? where id = ?")
                .params(Timestamp.from(executeAt), number)
                .update();
    }

    /** What is no request at all; its beginning is kept, for whoever wonders what was sent. */
    void noteMalformed(Service service, byte[] document, HttpAnswer answer, String reason) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into service_request (holds_id, service, received_at, document, document_length, digest,
                               stranger, state, reason, http_status, answer, answered_at)
                        values (false, ?, ?, ?, ?, ?, true, 'REFUSED', ?, ?, ?, ?)
                        """)
                .params(
                        service.name(),
                        now,
                        beginning(document),
                        document.length,
                        digest(document),
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

    /**
     * The answer that the same request got before. Signed again, it is the same: no two signatures are alike.
     *
     * @return empty when the id's holder is another request
     */
    Optional<HttpAnswer> answerGivenTo(DuisRequest request, byte[] document) {
        return jdbc
                .sql("""
                        select document, answer from service_request
                         where request_id = ? and transform = ? and holds_id
                        """)
                .params(request.id().toString(), request.isTransform())
                .query((row, index) -> saySame(row.getBytes("document"), document)
                        ? List.of(row.getBytes("answer"))
                        : List.<byte[]>of())
                .single()
                .stream()
                .findFirst()
                .map(HttpAnswer::xml);
    }

    /** Of two documents whose signatures have been verified. */
    private static boolean saySame(byte[] one, byte[] other) {
        return Arrays.equals(one, other)
                || XmlSignature.contentDigestOf(XmlText.parse(one))
                        .equals(XmlSignature.contentDigestOf(XmlText.parse(other)));
    }

    void noteAnswer(long number, Outcome outcome, @Nullable String role, byte[] answer) {
        jdbc.sql("""
                        update service_request
                           set state = ?, code = ?, reason = ?, role = ?, act_at = ?, http_status = 200, answer = ?,
                               answered_at = ?
                         where id = ?
                        """)
                .params(
                        outcome.state().name(),
                        outcome.code(),
                        outcome.reason(),
                        role,
                        timestamp(outcome.actAt()),
                        answer,
                        Timestamp.from(clock.instant()),
                        number)
                .update();
    }

    void move(ServiceRequest request, ServiceRequest.State to) {
        jdbc.sql("update service_request set state = ?, act_at = null where id = ?")
                .params(to.name(), request.number())
                .update();
    }

    /** The request behind a command to a device; nobody else gets it while this transaction runs. */
    Optional<ServiceRequest> locked(long number) {
        return jdbc.sql("select * from service_request where id = ? for update")
                .param(number)
                .query(ServiceRequests::read)
                .optional();
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

    private byte[] beginning(byte[] document) {
        return Arrays.copyOf(document, (int)
                Math.min(document.length, settings.keptOfRefused().toBytes()));
    }

    private static byte[] digest(byte[] document) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(document);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
