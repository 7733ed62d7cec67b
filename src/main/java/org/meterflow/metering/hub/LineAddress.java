package org.meterflow.metering.hub;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a line comes from, as far as limits count it: an IPv4 address, or the network of an IPv6 address, which is one customer's. */
final class LineAddress {

    private static final int NETWORK_BYTES = 8;

    private LineAddress() {}

    static Object of(@Nullable SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return "nowhere";
        }
        byte[] address = socket.getAddress().getAddress();
        return ByteBuffer.wrap(
                socket.getAddress() instanceof Inet6Address ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }
}
