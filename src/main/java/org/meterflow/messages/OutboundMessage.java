package org.meterflow.messages;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent once the deciding transaction has committed.
 *
 * @param id unique for ever: a second message with the same id is not sent, and the recipient can tell a repetition by it
 * @param channel the {@link OutboundChannel} that knows how
 * @param recipient in the channel's terms, usually a party's id
 * @param name what it is, for example {@code switchConfirmed}
 * @param key the case it belongs to
 * @param notBefore null for as soon as possible
 */
public record OutboundMessage(
        String id,
        String channel,
        String recipient,
        String name,
        String key,
        String contentType,
        byte[] body,
        @Nullable Instant notBefore) {

    public static OutboundMessage of(
            String channel, String recipient, String name, String key, String contentType, byte[] body) {
        return new OutboundMessage(
                UUID.randomUUID().toString(), channel, recipient, name, key, contentType, body, null);
    }

    /** For a message that must leave once however often it is decided. */
    public OutboundMessage withId(String unique) {
        return new OutboundMessage(unique, channel, recipient, name, key, contentType, body, notBefore);
    }

    public OutboundMessage notBefore(Instant instant) {
        return new OutboundMessage(id, channel, recipient, name, key, contentType, body, instant);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutboundMessage that
                && id.equals(that.id)
                && channel.equals(that.channel)
                && recipient.equals(that.recipient)
                && name.equals(that.name)
                && key.equals(that.key)
                && contentType.equals(that.contentType)
                && Arrays.equals(body, that.body)
                && Objects.equals(notBefore, that.notBefore);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return name + " " + id + " to " + recipient + " by " + channel + " about " + key;
    }
}
