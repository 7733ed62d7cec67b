package org.meterflow.messages;

import java.time.Instant;

/**
 * A stored message as a process sees it.
 *
 * @param id the platform's own, unique over all senders
 * @param name of its type
 * @param sender the party that sent it
 * @param key the case it names
 * @param data JSON that satisfies the schema of its type
 * @param occurredAt when the sender says it happened; when it was received, if the sender does not say
 */
public record InboundMessage(
        String id, String name, String sender, String key, String data, Instant occurredAt, Instant receivedAt) {}
