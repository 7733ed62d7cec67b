package org.meterflow.messages;

import java.time.Duration;
import java.util.Set;

/**
 * One entry of the published catalogue of messages.
 *
 * @param name as it appears in {@code POST /api/messages/{name}}, for example {@code switchRequested}
 * @param schema class path resource with the JSON Schema of the data, for example {@code schemas/switchRequested.json}
 * @param keyField the field of the data that names the case, for example {@code switchId}
 * @param waitsFor how long a message that arrives before its case waits for it is kept
 * @param senders the roles of API clients that may send it
 */
public record MessageType(
        String name, String description, String schema, String keyField, Duration waitsFor, Set<String> senders) {

    public MessageType {
        senders = Set.copyOf(senders);
    }
}
