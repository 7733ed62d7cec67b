package org.meterflow.metering.cosem;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A meter that says what it was told to say, one answer to each question, and then hangs up. */
final class ScriptedMeter implements AutoCloseable {

    static final String SILENCE = "";

    /** What grants everything we use, and requests of 500 bytes (the example of IEC 62056-5-3, with our conformance). */
    static final String GRANTED =
            frame("6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F040000101D01F40007");

    private final ServerSocket door;
    private final Queue<String> answers;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    ScriptedMeter(String... answers) {
        try {
            this.door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        this.answers = new ArrayDeque<>(Arrays.asList(answers));
        Thread thread = new Thread(this::answer, "scripted-meter");
        thread.setDaemon(true);
        thread.start();
    }

    /** From the meter's port 1 to our port 16. */
    static String frame(String apdu) {
        return frame(1, 1, 16, apdu);
    }

    static String frame(int version, int source, int destination, String apdu) {
        return "%04X%04X%04X%04X%s".formatted(version, source, destination, apdu.length() / 2, apdu);
    }

    private void answer() {
        try (Socket line = door.accept()) {
            DataInputStream in = new DataInputStream(line.getInputStream());
            while (!answers.isEmpty()) {
                byte[] header = in.readNBytes(8);
                if (header.length < 8) {
                    return;
                }
                byte[] apdu = in.readNBytes((header[6] & 0xFF) << 8 | header[7] & 0xFF);
                heard.add(HexFormat.of().withUpperCase().formatHex(apdu));
                line.getOutputStream().write(HexFormat.of().parseHex(answers.remove()));
                line.getOutputStream().flush();
                if (answers.peek() != null && answers.peek().equals(SILENCE)) {
                    in.readAllBytes();
                }
            }
        } catch (IOException gone) {
            heard.add("gone");
        }
    }

    Target target(String password) {
        return new Target("127.0.0.1", door.getLocalPort(), 16, 1, password);
    }

    List<String> heard() {
        return heard;
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
