package org.meterflow.door;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections at one door: how many of each address, and none that goes on for ever about what it wants. */
final class DoorEndpoint extends NioEndpoint {

    private static final Logger log = LoggerFactory.getLogger(DoorEndpoint.class);
    private static final byte[] TOO_MANY =
            "HTTP/1.1 429 \r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private final Map<String, Set<SocketChannel>> byAddress = new HashMap<>();
    private int mostOfAddress = Integer.MAX_VALUE;
    private Duration headerWithin = Duration.ofDays(1);
    private @Nullable Proxies proxies;
    private @Nullable ScheduledFuture<?> rounds;

    void keptBy(Doorkeeper doorkeeper) {
        mostOfAddress = doorkeeper.settings().connections();
        headerWithin = doorkeeper.settings().headerWithin();
        proxies = doorkeeper.proxies();
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        rounds = getUtilityExecutor().scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stopInternal() {
        if (rounds != null) {
            rounds.cancel(false);
        }
        super.stopInternal();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (admitted(socket)) {
            return super.setSocketOptions(socket);
        }
        try {
            if (!isSSLEnabled()) {
                socket.configureBlocking(false);
                socket.write(ByteBuffer.wrap(TOO_MANY));
            }
        } catch (IOException gone) {
            log.trace("Not told that it has too many connections", gone);
        }
        destroySocket(socket);
        return false;
    }

    private synchronized boolean admitted(SocketChannel socket) {
        String address = addressOf(socket);
        Proxies known = proxies;
        if (address.isEmpty() || known == null || known.knows(address)) {
            return true;
        }
        Set<SocketChannel> open = byAddress.computeIfAbsent(Sender.network(address), first -> new HashSet<>());
        if (open.size() >= mostOfAddress) {
            open.removeIf(one -> !one.isOpen());
        }
        return open.size() < mostOfAddress && open.add(socket);
    }

    private static String addressOf(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress address
                    ? address.getAddress().getHostAddress()
                    : "";
        } catch (IOException gone) {
            return "";
        }
    }

    /** Forgets who has left, and hears no more of whoever has not said in time what it wants. */
    private void round() {
        forgetWhoHasLeft();
        getConnections().stream().filter(this::isTooSlow).forEach(DoorEndpoint::hearNoMore);
    }

    private synchronized void forgetWhoHasLeft() {
        byAddress.values().forEach(open -> open.removeIf(one -> !one.isOpen()));
        byAddress.values().removeIf(Set::isEmpty);
    }

    private boolean isTooSlow(SocketWrapperBase<NioChannel> connection) {
        if (!(connection.getCurrentProcessor() instanceof Processor processor)
                || processor.isAsync()
                || processor.isUpgrade()) {
            return false;
        }
        Request request = processor.getRequest();
        return request != null
                && request.getRequestProcessor().getStage() == Constants.STAGE_ENDED
                && request.getStartTimeNanos() != -1
                && System.nanoTime() - request.getStartTimeNanos() > headerWithin.toNanos();
    }

    /** As if the sender had closed: the server then ends the connection in its own time, on its own thread. */
    private static void hearNoMore(SocketWrapperBase<NioChannel> connection) {
        try {
            connection.getSocket().getIOChannel().shutdownInput();
        } catch (IOException | RuntimeException gone) {
            log.trace("It has left by itself", gone);
        }
    }
}
