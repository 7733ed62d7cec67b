package org.meterflow.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterflow.gbcs.GbcsMessage;

/** The other end of a hub's line, with plain sockets, one hub at a time. */
final class FakeHeadEnd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerSocket server;
    private final List<GbcsMessage> alerts = new ArrayList<>();
    private Socket socket;

    FakeHeadEnd() {
        try {
            server = new ServerSocket(0);
            server.setSoTimeout((int) PATIENCE.toMillis());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** @return the body of its hello */
    byte[] accept() {
        try {
            socket = server.accept();
            HubFrame hello = read();
            if (hello.type() != HubFrame.HELLO) {
                throw new AssertionError("A hub begins with a hello, not with type " + hello.type());
            }
            return hello.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean nobodyConnectsWithin(Duration time) {
        try {
            server.setSoTimeout((int) time.toMillis());
            server.accept().close();
            return false;
        } catch (SocketTimeoutException nobody) {
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            patient();
        }
    }

    private void patient() {
        try {
            server.setSoTimeout((int) PATIENCE.toMillis());
        } catch (SocketException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void welcome(Instant time) {
        send(
                HubFrame.WELCOME,
                ByteBuffer.allocate(8).putLong(time.toEpochMilli()).array());
    }

    /** All of them in one piece. */
    void send(GbcsMessage... messages) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (GbcsMessage message : messages) {
            frames.writeBytes(frame(HubFrame.GBCS, message.encode()));
        }
        write(frames.toByteArray());
    }

    void send(int type, byte[] body) {
        write(frame(type, body));
    }

    private static byte[] frame(int type, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .putInt(1 + body.length)
                .put((byte) type)
                .put(body)
                .array();
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    byte[] proof() {
        HubFrame frame = read();
        if (frame.type() != HubFrame.PROOF) {
            throw new AssertionError("Expected a proof, found type " + frame.type());
        }
        return frame.body();
    }

    GbcsMessage message() {
        HubFrame frame = read();
        if (frame.type() != HubFrame.GBCS) {
            throw new AssertionError("Expected a message, found type " + frame.type());
        }
        return GbcsMessage.parse(frame.body());
    }

    HubFrame read() {
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            int type = in.readUnsignedByte();
            return new HubFrame(type, in.readNBytes(length - 1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether the hub, asked if it is there, has nothing else to say first. */
    boolean isSilent() {
        return untilItsPong().isEmpty();
    }

    /** Whether no answer comes, though alerts may; they are kept. */
    boolean answersNothing() {
        return answers().isEmpty();
    }

    /** All answers the hub has still to give; alerts that come between them are kept. */
    List<GbcsMessage> answers() {
        Map<Boolean, List<GbcsMessage>> heard = untilItsPong().stream()
                .collect(Collectors.partitioningBy(message -> message.kind() == GbcsMessage.Kind.ALERT));
        alerts.addAll(heard.get(true));
        return heard.get(false);
    }

    /** A hub does one thing after the other: before it answers a ping it has said what it had to say of all before. */
    private List<GbcsMessage> untilItsPong() {
        send(HubFrame.PING, new byte[Long.BYTES]);
        List<GbcsMessage> heard = new ArrayList<>();
        for (HubFrame frame = read(); frame.type() != HubFrame.PONG; frame = read()) {
            if (frame.type() != HubFrame.GBCS) {
                throw new AssertionError("Expected messages and a pong, found type " + frame.type());
            }
            heard.add(GbcsMessage.parse(frame.body()));
        }
        return heard;
    }

    /** The next answer; alerts that come before it are kept. */
    GbcsMessage answer() {
        GbcsMessage message = message();
        while (message.kind() == GbcsMessage.Kind.ALERT) {
            alerts.add(message);
            message = message();
        }
        return message;
    }

    /** The alerts that were heard since the last time, with all the hub has still to say. */
    List<GbcsMessage> alerts() {
        answers();
        List<GbcsMessage> heard = List.copyOf(alerts);
        alerts.clear();
        return heard;
    }

    boolean hungUp() {
        try {
            read();
            return false;
        } catch (UncheckedIOException gone) {
            return gone.getCause() instanceof EOFException || gone.getCause() instanceof SocketException;
        }
    }

    void hangUp() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
