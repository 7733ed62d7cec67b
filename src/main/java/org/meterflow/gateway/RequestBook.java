package org.meterflow.gateway;

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
import org.springframework.jdbc.core.simple.JdbcClient;
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
        return insert(service, request, KeptDocument.whole(document), true, false, executeAt);
    }

    /** A request that is refused because its id is another's. */
    long noteRefused(Service service, DuisRequest request, byte[] document) {
        return insert(service, request, beginning(document), false, false, null).orElseThrow();
    }

    /** A request that is refused because nobody knows whose it is. */
    long noteUnsigned(Service service, DuisRequest request, byte[] document) {
        return insert(service, request, beginning(document), false, true, null).orElseThrow();
    }

    private KeptDocument beginning(byte[] document) {
        return KeptDocument.beginning(document, settings.keptOfRefused());
    }

    private Optional<Long> insert(
            Service service,
            DuisRequest request,
            KeptDocument document,
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
                        document.text(),
                        document.length(),
                        document.digest(),
                        stranger)
                .query(Long.class)
                .optional();
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

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
