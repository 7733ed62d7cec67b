package org.meterflow.metering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A meter in plain DLMS/COSEM that takes its time, and counts how many talk to it at the same time. One thread serves
 * all lines: however late it comes to a new one, it sees which of the older ones had been hung up by then.
 */
final class OneLineMeter implements AutoCloseable {

    private static final String GRANTED =
            "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F040000101D01F40007";
    private static final int GET = 0xC0;
    private static final int ASSOCIATE = 0x60;
    private static final int HEADER = 8;

    private final Selector selector;
    private final ServerSocketChannel door;
    private final List<Line> lines = new ArrayList<>();
    private volatile int most;
    private volatile int conversations;

    OneLineMeter() {
        try {
            selector = Selector.open();
            door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            door.configureBlocking(false);
            door.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread thread = new Thread(this::serve, "one-line-meter");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select();
                List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
                selector.selectedKeys().clear();
                for (SelectionKey key : ready) {
                    if (key.attachment() instanceof Line line) {
                        serve(line);
                    } else {
                        accept();
                    }
                }
            }
        } catch (ClosedSelectorException | IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() throws IOException {
        SocketChannel caller = door.accept();
        if (caller == null) {
            return;
        }
        for (Line older : List.copyOf(lines)) {
            if (!older.hear()) {
                hangUp(older);
            }
        }
        caller.configureBlocking(false);
        Line line = new Line(caller);
        caller.register(selector, SelectionKey.OP_READ, line);
        lines.add(line);
        most = Math.max(most, lines.size());
        conversations++;
    }

    private void serve(Line line) throws IOException, InterruptedException {
        boolean goesOn = line.hear();
        for (byte[] question = line.question(); goesOn && question != null; question = line.question()) {
            int tag = question[0] & 0xFF;
            goesOn = tag == ASSOCIATE || tag == GET;
            if (goesOn) {
                Thread.sleep(40);
                goesOn = line.say(tag == ASSOCIATE ? GRANTED : "C401%02X00090401020304".formatted(question[2]));
            }
        }
        if (!goesOn) {
            hangUp(line);
        }
    }

    private void hangUp(Line line) throws IOException {
        lines.remove(line);
        line.channel.close();
    }

    private static final class Line {

        private final SocketChannel channel;
        private final ByteBuffer heard = ByteBuffer.allocate(4096);

        Line(SocketChannel channel) {
            this.channel = channel;
        }

        /** Whatever has come by now; false when the caller has hung up. */
        boolean hear() {
            try {
                int bytes = channel.read(heard);
                while (bytes > 0) {
                    bytes = channel.read(heard);
                }
                return bytes == 0;
            } catch (IOException broken) {
                return false;
            }
        }

        /** The next that is here whole; null when there is none. */
        byte[] question() {
            heard.flip();
            byte[] question = null;
            if (heard.remaining() >= HEADER) {
                int length = heard.getShort(HEADER - Short.BYTES) & 0xFFFF;
                if (heard.remaining() >= HEADER + length) {
                    question = new byte[length];
                    heard.position(HEADER).get(question);
                }
            }
            heard.compact();
            return question;
        }

        boolean say(String answer) {
            ByteBuffer frame = ByteBuffer.wrap(
                    HexFormat.of().parseHex("000100010010%04X%s".formatted(answer.length() / 2, answer)));
            try {
                while (frame.hasRemaining()) {
                    channel.write(frame);
                }
                return true;
            } catch (IOException broken) {
                return false;
            }
        }
    }

    int port() {
        return door.socket().getLocalPort();
    }

    int mostAtOnce() {
        return most;
    }

    int conversations() {
        return conversations;
    }

    @Override
    public void close() {
        try {
            selector.close();
            door.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
    }
}
