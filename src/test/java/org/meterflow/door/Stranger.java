package org.meterflow.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;

/** Somebody at another address of this machine, who speaks HTTP by hand and as badly as they like. */
public final class Stranger implements AutoCloseable {

    private static final int PATIENCE = 60_000;

    private final InetAddress address;
    private final List<Socket> lines = new CopyOnWriteArrayList<>();

    /** @param number of the address, 127.0.0.number */
    public Stranger(int number) throws IOException {
        this.address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) number});
    }

    /** What came back: all of it, once the server has closed or the answer is whole. */
    public record Answer(int status, List<String> headers, String body) {

        public Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(header -> header.substring(start.length()).strip())
                    .findFirst();
        }
    }

    public Socket connect(int port) throws IOException {
        Socket line = new Socket();
        line.setSoTimeout(PATIENCE);
        try {
            line.bind(new InetSocketAddress(address, 0));
        } catch (SocketException oneAddressOnly) {
            Assumptions.abort("This machine has one loopback address only");
        }
        line.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        lines.add(line);
        return line;
    }

    /** @param head request line and headers, but for Host and Connection */
    public Answer send(int port, String head, byte[] body) throws IOException {
        try (Socket line = connect(port)) {
            line.getOutputStream().write(head(head, body.length).getBytes(ISO_8859_1));
            line.getOutputStream().write(body);
            return read(line);
        }
    }

    public Answer send(int port, String head) throws IOException {
        try (Socket line = connect(port)) {
            line.getOutputStream()
                    .write((head.strip() + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
            return read(line);
        }
    }

    /** A request that announces a body and brings a little of it. */
    public Socket begin(int port, String head, int length, String beginning) throws IOException {
        Socket line = connect(port);
        line.getOutputStream().write((head(head, length) + beginning).getBytes(ISO_8859_1));
        return line;
    }

    private static String head(String head, int length) {
        return head.strip() + "\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
    }

    public static Answer read(Socket line) throws IOException {
        InputStream in = line.getInputStream();
        String text = new String(in.readAllBytes(), ISO_8859_1);
        String[] parts = text.split("\r\n\r\n", 2);
        List<String> lines = List.of(parts[0].split("\r\n"));
        assertThat(lines.get(0)).startsWith("HTTP/1.1 ");
        return new Answer(
                Integer.parseInt(lines.get(0).split(" ")[1]),
                lines.subList(1, lines.size()),
                parts.length < 2 ? "" : parts[1]);
    }

    @Override
    public void close() throws IOException {
        for (Socket line : lines) {
            line.close();
        }
    }
}
