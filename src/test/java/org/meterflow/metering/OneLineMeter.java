package org.meterflow.metering;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** A meter in plain DLMS/COSEM that takes its time, and counts how many talk to it at the same time. */
final class OneLineMeter implements AutoCloseable {

    private static final String GRANTED =
            "6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F040000101D01F40007";
    private static final int GET = 0xC0;
    private static final int ASSOCIATE = 0x60;

    private final ServerSocket door;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger conversations = new AtomicInteger();

    OneLineMeter() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        start(() -> {
            while (true) {
                Socket line = door.accept();
                start(() -> serve(line));
            }
        });
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        conversations.incrementAndGet();
        try (socket) {
            talk(socket);
        }
    }

    private void talk(Socket socket) throws IOException, InterruptedException {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                in.readFully(new byte[6]);
                byte[] question = in.readNBytes(in.readUnsignedShort());
                int tag = question[0] & 0xFF;
                if (tag != ASSOCIATE && tag != GET) {
                    return;
                }
                Thread.sleep(40);
                String answer = tag == ASSOCIATE ? GRANTED : "C401%02X00090401020304".formatted(question[2]);
                socket.getOutputStream()
                        .write(HexFormat.of().parseHex("000100010010%04X%s".formatted(answer.length() / 2, answer)));
            }
        } finally {
            now.decrementAndGet();
        }
    }

    int port() {
        return door.getLocalPort();
    }

    int mostAtOnce() {
        return most.get();
    }

    int conversations() {
        return conversations.get();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException already) {
            throw new UncheckedIOException(already);
        }
    }
}
