package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.identifier.Eui64;

/** A communications hub as the head-end sees one: a socket that speaks frames. */
final class TestHub implements AutoCloseable {

    static final int HELLO = 1;
    static final int WELCOME = 2;
    static final int GBCS = 3;
    static final int PING = 4;
    static final int PONG = 5;
    static final int REFUSED = 6;
    static final int POWER_LOST = 7;
    static final int LATER = 8;
    static final int CHALLENGE = 9;
    static final int PROOF = 10;

    /** All test hubs of the market share one key; each has its own certificate for it. */
    static final KeyPair KEYS = KeyFolder.fresh();

    /** Where a head-end speaks TLS to us, the first bytes make a length far beyond this. */
    private static final int LONGEST = 1 << 20;

    record Frame(int type, byte[] body) {}

    private final Socket socket;
    private final DataOutputStream out;
    private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<GbcsMessage> commands = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile byte[] greeting;
    private volatile KeyPair keys = KEYS;
    private volatile boolean answersPings = true;
    private volatile UnaryOperator<GbcsMessage> answers;

    private TestHub(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new DataOutputStream(socket.getOutputStream());
        Thread reader = new Thread(this::read, "test-hub");
        reader.setDaemon(true);
        reader.start();
    }

    /** From another of the machine's own addresses. */
    static TestHub dialFrom(String address, int port) {
        try {
            return over(new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(address), 0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static TestHub dial(int port) {
        try {
            return over(new Socket("127.0.0.1", port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static TestHub over(Socket socket) throws IOException {
        return new TestHub(socket);
    }

    /** Dials and is welcomed. */
    static TestHub connect(int port, Eui64 hub, Eui64... devices) {
        TestHub line = dial(port);
        line.hello(hub, devices);
        line.welcomed();
        return line;
    }

    /** Greets, and proves itself when it is asked to. */
    void hello(Eui64 hub, Eui64... devices) {
        byte[] random = new byte[32];
        ThreadLocalRandom.current().nextBytes(random);
        ByteBuffer body = ByteBuffer.allocate(42 + 8 * devices.length);
        body.put(hub.bytes()).put((byte) 2).put((byte) devices.length);
        for (Eui64 device : devices) {
            body.put(device.bytes());
        }
        greeting = body.put(random).array();
        send(HELLO, greeting);
    }

    /** As hubs greeted before they proved themselves. */
    void helloWithoutProof(Eui64 hub) {
        send(
                HELLO,
                ByteBuffer.allocate(10)
                        .put(hub.bytes())
                        .put((byte) 1)
                        .put((byte) 0)
                        .array());
    }

    /** From now on it signs with other keys than the hub's; with none, it answers no challenge by itself. */
    TestHub signingWith(KeyPair others) {
        keys = others;
        return this;
    }

    static byte[] proof(KeyPair keys, byte[] challenge, byte[] greeting) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update("Meterflow hub line 2\0".getBytes(StandardCharsets.US_ASCII));
            signature.update(challenge);
            signature.update(greeting);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] greeting() {
        return greeting;
    }

    Instant welcomed() {
        Frame frame = next();
        assertThat(frame.type()).as("the head-end's frame: " + text(frame)).isEqualTo(WELCOME);
        return Instant.ofEpochMilli(ByteBuffer.wrap(frame.body()).getLong());
    }

    void lastGasp(Instant since) {
        send(POWER_LOST, ByteBuffer.allocate(8).putLong(since.toEpochMilli()).array());
    }

    /** How long a hub is to stay away that was told to call later. */
    static Duration absence(Frame later) {
        return Duration.ofMillis(ByteBuffer.wrap(later.body()).getInt());
    }

    String refused() {
        Frame frame = next();
        assertThat(frame.type()).isEqualTo(REFUSED);
        awaitEnd();
        return text(frame);
    }

    private static String text(Frame frame) {
        return new String(frame.body(), StandardCharsets.UTF_8);
    }

    Frame next() {
        try {
            Frame frame = received.poll(60, TimeUnit.SECONDS);
            assertThat(frame).as("a frame from the head-end").isNotNull();
            return frame;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    GbcsMessage command() {
        GbcsMessage command = commandWithin(Duration.ofSeconds(60));
        assertThat(command).as("a command from the head-end").isNotNull();
        return command;
    }

    /** Null when none comes. */
    GbcsMessage commandWithin(Duration time) {
        try {
            return commands.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    void send(GbcsMessage message) {
        send(GBCS, message.encode());
    }

    void send(int type, byte[] body) {
        sendRaw(ByteBuffer.allocate(5 + body.length)
                .putInt(1 + body.length)
                .put((byte) type)
                .put(body)
                .array());
    }

    synchronized void sendRaw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From now on every command is answered at once. */
    void answerWith(UnaryOperator<GbcsMessage> answer) {
        answers = answer;
    }

    /** From now on the hub is silent, as one whose power has gone. */
    void ignorePings() {
        answersPings = false;
    }

    void awaitEnd() {
        try {
            assertThat(ended.await(60, TimeUnit.SECONDS))
                    .as("the head-end hung up")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    boolean isOpen() {
        return ended.getCount() > 0;
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                int length = in.readInt();
                if (length > LONGEST) {
                    in.transferTo(OutputStream.nullOutputStream());
                    throw new EOFException("These were no frames");
                }
                byte[] frame = new byte[length];
                in.readFully(frame);
                byte[] body = new byte[frame.length - 1];
                System.arraycopy(frame, 1, body, 0, body.length);
                take(new Frame(frame[0], body));
            }
        } catch (EOFException | SocketException over) {
            ended.countDown();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void take(Frame frame) {
        if (frame.type() == CHALLENGE && keys != null) {
            send(PROOF, proof(keys, frame.body(), greeting));
        } else if (frame.type() == PING && answersPings) {
            send(PONG, frame.body());
        } else if (frame.type() == GBCS && answers != null) {
            send(answers.apply(GbcsMessage.parse(frame.body())));
        } else if (frame.type() == GBCS) {
            commands.add(GbcsMessage.parse(frame.body()));
        } else {
            received.add(frame);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
