package org.meterflow.process.tellconsumer;

import java.util.Map;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;

/** What a box says that tells a consumer. Public for whoever looks at diagrams before there is a program. */
public class ConsumerRules implements BoxCheck {

    static final String METER_POINT = "meterPoint";
    static final String ABOUT = "about";
    static final String TEXT = "text";
    static final String CHANNEL = "channel";

    /** By their name in messages, in the words in which people read them. */
    static final Map<String, String> CHANNELS = Map.of(
            "post", "by post",
            "email", "by email",
            "sms", "by text message",
            "phone", "by phone",
            "display", "on the display at home",
            "visit", "by a visit");

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        String channel = said.getOrDefault(CHANNEL, "").strip();
        return channel.isEmpty() || channel.contains("{") || CHANNELS.containsKey(channel)
                ? Stream.empty()
                : Stream.of("there is no channel '%s'. Take one of: %s, or none, and the consumer's wish counts."
                        .formatted(
                                channel,
                                String.join(
                                        ", ",
                                        CHANNELS.keySet().stream().sorted().toList())));
    }
}
