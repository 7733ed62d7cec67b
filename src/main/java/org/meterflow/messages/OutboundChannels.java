package org.meterflow.messages;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The ways out of this installation, by name. */
@Component
class OutboundChannels implements SmartInitializingSingleton {

    private final ObjectProvider<OutboundChannel> channels;
    private volatile Map<String, OutboundChannel> byName = Map.of();

    OutboundChannels(ObjectProvider<OutboundChannel> channels) {
        this.channels = channels;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, OutboundChannel> found = new TreeMap<>();
        channels.forEach(channel -> {
            if (found.put(channel.name(), channel) != null) {
                throw new IllegalStateException("Two outbound channels are called " + channel.name());
            }
        });
        byName = found;
    }

    OutboundChannel require(String name) {
        OutboundChannel channel = byName.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("There is no outbound channel " + name + ", only " + byName.keySet());
        }
        return channel;
    }
}
