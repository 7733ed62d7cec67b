package org.meterflow.simulator;

import java.io.DataInputStream;
import java.io.DataOutputStream;
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
import org.meterflow.metering.gbcs.GbcsMessage;

/** The other end of a hub's line, with plain sockets, one hub at a time. */
final class FakeHeadEnd implements AutoCloseable {

    private final ServerSocket server;
    private final List<GbcsMessage> alerts = new ArrayList<>();
    private Socket socket;

    FakeHeadEnd() {
        try {
            server = new ServerSocket(0);
            server.setSoTimeout(10_000);
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
            Frame hello = read(Duration.ofSeconds(10));
            if (hello.type() != Frame.HELLO) {
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
        }
    }

    void welcome(Instant time) {
        send(Frame.WELCOME, ByteBuffer.allocate(8).putLong(time.toEpochMilli()).array());
    }

    void send(GbcsMessage message) {
        send(Frame.GBCS, message.encode());
    }

    void send(int type, byte[] body) {
        try {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] frame = ByteBuffer.allocate(5 + body.length)
                    .putInt(1 + body.length)
                    .put((byte) type)
                    .put(body)
                    .array();
            out.write(frame);
            out.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    GbcsMessage message() {
        Frame frame = read(Duration.ofSeconds(10));
        if (frame.type() != Frame.GBCS) {
            throw new AssertionError("Expected a message, found type " + frame.type());
        }
        return GbcsMessage.parse(frame.body());
    }

    Frame read(Duration within) {
        try {
            socket.setSoTimeout((int) within.toMillis());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            int type = in.readUnsignedByte();
            return new Frame(type, in.readNBytes(length - 1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean isSilent() {
        try {
            read(Duration.ofMillis(400));
            return false;
        } catch (UncheckedIOException nothing) {
            return nothing.getCause() instanceof SocketTimeoutException;
        }
    }

    /** Whether no answer comes, though alerts may; they are kept. */
    boolean answersNothing() {
        try {
            while (true) {
                Frame frame = read(Duration.ofMillis(400));
                GbcsMessage message = frame.type() == Frame.GBCS ? GbcsMessage.parse(frame.body()) : null;
                if (message == null || message.kind() != GbcsMessage.Kind.ALERT) {
                    return false;
                }
                alerts.add(message);
            }
        } catch (UncheckedIOException nothing) {
            return nothing.getCause() instanceof SocketTimeoutException;
        }
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

    /** The alerts that were heard since the last time, with those that come now. */
    List<GbcsMessage> alerts() {
        answersNothing();
        List<GbcsMessage> heard = List.copyOf(alerts);
        alerts.clear();
        return heard;
    }

    boolean hungUp() {
        try {
            read(Duration.ofSeconds(5));
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
