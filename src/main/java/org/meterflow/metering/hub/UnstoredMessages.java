package org.meterflow.metering.hub;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** Messages of one line that were read and are not in the database yet: at so many, nothing more is read from it. */
final class UnstoredMessages {

    private static final int MOST = 64;

    private final AtomicInteger count = new AtomicInteger();

    void read(Channel channel) {
        if (count.incrementAndGet() >= MOST) {
            pause(channel);
        }
    }

    /** All may have been stored before the pause began: nothing would end it then. */
    private void pause(Channel channel) {
        channel.config().setAutoRead(false);
        if (count.get() <= MOST / 2) {
            channel.config().setAutoRead(true);
        }
    }

    void stored(Channel channel) {
        if (count.decrementAndGet() == MOST / 2) {
            channel.config().setAutoRead(true);
        }
    }
}
