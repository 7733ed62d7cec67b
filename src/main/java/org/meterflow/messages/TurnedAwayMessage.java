package org.meterflow.messages;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was turned away at the door: it is in nobody's process, and can be sent again.
 *
 * @param party null when nobody knows whose it was
 * @param address of the machine it came from
 * @param name of the message, as in the address it was sent to
 * @param source which of the party's systems sent it; null when it could not be read so far
 * @param messageId the sender's own; null when it could not be read so far
 * @param status of the answer, as in HTTP
 * @param problem the answer in a few words
 * @param faults each with its place
 * @param body the beginning of what was sent
 * @param length of what was sent, in bytes; -1 when it was not read
 */
public record TurnedAwayMessage(
        long number,
        Instant at,
        @Nullable String party,
        String address,
        String name,
        @Nullable String source,
        @Nullable String messageId,
        int status,
        String problem,
        String reason,
        List<String> faults,
        String body,
        long length) {}
