package org.meterflow.messages;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The far end of a channel: keeps what arrives, and can be made to fail. */
public class Postbox implements OutboundChannel {

    /** How a recipient answers the next message. */
    public interface Mood {
        void before(OutboundMessage message) throws DeliveryFailed;
    }

    private final List<OutboundMessage> arrived = new CopyOnWriteArrayList<>();
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "post";
    }

    @Override
    public void deliver(OutboundMessage message) throws DeliveryFailed {
        Mood mood = moods.get(message.recipient());
        if (mood != null) {
            mood.before(message);
        }
        arrived.add(message);
    }

    void when(String recipient, Mood mood) {
        moods.put(recipient, mood);
    }

    List<OutboundMessage> at(String recipient) {
        return arrived.stream()
                .filter(message -> message.recipient().equals(recipient))
                .toList();
    }
}
