package org.meterflow.gateway;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.messages.OutboundMessage;
import org.meterflow.messages.Outbox;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** What users are told after the exchange: signed and written down in the transaction that decides it, then sent. */
@Component
class Callbacks {

    private final DspSignature signature;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;
    private final GatewaySettings settings;

    Callbacks(
            DspSignature signature,
            Outbox outbox,
            JdbcClient jdbc,
            JdbcTemplate batches,
            Clock clock,
            GatewaySettings settings) {
        this.signature = signature;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.settings = settings;
    }

    /** A later answer to a request: what the device said, or why there is nothing to say. */
    @Transactional(propagation = Propagation.MANDATORY)
    void answer(ServiceRequest request, Kind kind, String code, String reason, Consumer<Element> content) {
        RequestId id = idOf(request);
        ResponseDocument document = ResponseDocument.answer(
                Objects.requireNonNull(request.requestIdAsSent()),
                kind == Kind.FAILURE ? null : id.response().toString(),
                code,
                clock.instant());
        content.accept(document.responseMessage(
                Objects.requireNonNull(request.serviceReference()), Objects.requireNonNull(request.variant())));
        send(List.of(new Letter(
                new Told(request, id.originator(), id.target(), kind, code, reason), id.toString(), document)));
    }

    /** Something a device or the DCC has to say of its own accord. */
    @Transactional(propagation = Propagation.MANDATORY)
    void alert(Eui64 user, @Nullable Eui64 device, Kind kind, String reason, ResponseDocument document) {
        alerts(List.of(new Alert(user, device, kind, reason, document)));
    }

    /** The same of many at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    void alerts(List<Alert> alerts) {
        send(alerts.stream()
                .map(alert -> new Letter(
                        new Told(
                                null,
                                alert.user(),
                                alert.device(),
                                alert.kind(),
                                ResponseCode.DONE.code(),
                                alert.reason()),
                        (alert.device() == null ? alert.user() : alert.device()).value(),
                        alert.document()))
                .toList());
    }

    /** How many parts of a dated command its user has been told of. */
    int effectsTold(ServiceRequest request) {
        return jdbc.sql("select count(*) from service_response where service_request_id = ? and kind = ?")
                .params(request.number(), Kind.EFFECT.label)
                .query(Integer.class)
                .single();
    }

    private void send(List<Letter> letters) {
        List<byte[]> signed =
                signature.signed(letters.stream().map(Letter::document).toList());
        Instant now = clock.instant();
        List<Object[]> notes = new ArrayList<>();
        List<OutboundMessage> messages = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            OutboundMessage message = message(letters.get(i), signed.get(i), now);
            notes.add(note(letters.get(i).told(), message, now));
            messages.add(message);
        }
        batches.batchUpdate("""
                        insert into service_response (service_request_id, request_id, recipient, device, kind, code,
                               reason, document, written_at, outbound_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, notes);
        outbox.sendAll(messages);
    }

    private OutboundMessage message(Letter letter, byte[] signed, Instant now) {
        Told told = letter.told();
        return new OutboundMessage(
                UUID.randomUUID().toString(),
                DuisCallbackChannel.NAME,
                told.recipient().value(),
                told.kind().label,
                letter.key(),
                "application/xml",
                signed,
                now.plus(settings.firstAttemptDelay()));
    }

    private static @Nullable Object[] note(Told told, OutboundMessage message, Instant now) {
        ServiceRequest request = told.request();
        Eui64 device = told.device();
        return new @Nullable Object[] {
            request == null ? null : request.number(),
            request == null ? null : request.requestIdAsSent(),
            told.recipient().value(),
            device == null ? null : device.value(),
            told.kind().label,
            told.code(),
            told.reason(),
            message.body(),
            Timestamp.from(now),
            message.id()
        };
    }

    private static RequestId idOf(ServiceRequest request) {
        RequestId id = request.requestId();
        if (id == null) {
            throw new IllegalStateException("Request " + request.number() + " has no id to answer to");
        }
        return id;
    }

    /**
     * Something a device or the DCC has to say of its own accord.
     *
     * @param reason a sentence for people
     */
    record Alert(Eui64 user, @Nullable Eui64 device, Kind kind, String reason, ResponseDocument document) {}

    private record Letter(Told told, String key, ResponseDocument document) {}

    private record Told(
            @Nullable ServiceRequest request,
            Eui64 recipient,
            @Nullable Eui64 device,
            Kind kind,
            String code,
            String reason) {}

    /** What a later message is about, in the words of the logs. */
    enum Kind {
        ANSWER("answer"),
        FAILURE("failure"),
        EFFECT("effect"),
        SCHEDULED("scheduled"),
        DEVICE_ALERT("deviceAlert"),
        DCC_ALERT("dccAlert");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }
}
