package org.meterflow.metering.hub;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Listens for hubs, and knows on which port when the system was left to choose one. */
public class HeadEndPort extends NioEventLoopGroup {

    private volatile @Nullable Channel listening;

    HeadEndPort() {
        super(1, new DefaultThreadFactory("head-end", true));
    }

    @Override
    public ChannelFuture register(Channel channel) {
        listening = channel;
        return super.register(channel);
    }

    /** @throws IllegalStateException when the head-end is not listening */
    public int number() {
        Channel channel = listening;
        if (channel == null || !(channel.localAddress() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("The head-end is not listening for hubs");
        }
        return address.getPort();
    }
}
