package org.meterflow.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Tells parties what happens in their cases, each notification a CloudEvent by the party's webhook. A party without a
 * webhook finds the same events at {@code GET /api/notifications}.
 */
@Service
public class Notifications {

    private final Outbox outbox;
    private final ObjectMapper json;
    private final MessagesSettings.Webhook settings;
    private final Clock clock;
    private final JsonFormat format = new JsonFormat();

    Notifications(Outbox outbox, ObjectMapper json, MessagesSettings settings, Clock clock) {
        this.outbox = outbox;
        this.json = json;
        this.settings = settings.webhook();
        this.clock = clock;
    }

    /**
     * Joins the caller's transaction.
     *
     * @param eventType such as {@code switchConfirmed}
     * @param key the case it is about
     * @return the event's id
     */
    public String notifyParty(String partyId, String eventType, String key, Map<String, ?> data) {
        return notifyOnce(UUID.randomUUID().toString(), partyId, eventType, key, data);
    }

    /**
     * As {@link #notifyParty}, for a notification that may be decided more than once and must be sent once.
     *
     * @param id the same for every decision; the event's id
     */
    public String notifyOnce(String id, String partyId, String eventType, String key, Map<String, ?> data) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create(settings.source()))
                .withType(eventType)
                .withSubject(key)
                .withTime(clock.instant().atOffset(ZoneOffset.UTC))
                .withData("application/json", bytes(data))
                .build();
        return outbox.send(OutboundMessage.of(
                        WebhookChannel.NAME, partyId, eventType, key, JsonFormat.CONTENT_TYPE, format.serialize(event))
                .withId(id));
    }

    /** A party's notifications after the given number, oldest first, whatever became of each. */
    public List<OutboxEntry> of(String partyId, long after, int limit) {
        return outbox.after(WebhookChannel.NAME, partyId, after, limit);
    }

    private byte[] bytes(Map<String, ?> data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("The data of a notification must be plain values", notJson);
        }
    }
}
