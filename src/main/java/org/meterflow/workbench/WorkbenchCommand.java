package org.meterflow.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The workbench as a program: a request in each line of its input, the answer in a line of its output, in the same
 * order, until the input ends. A line that is no request is answered too: under its id where that can be found, else under
 * its number.
 */
public final class WorkbenchCommand {

    /** A message has at most 64 KiB; as a tree of values it is hardly a hundred times as long. */
    private static final int LONGEST_LINE = 16 << 20;

    private final Workbench workbench = new Workbench();
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Serves standard input and output until the input ends. */
    public static void run() {
        PrintStream answers = System.out;
        // whatever else might write there must not come between the answers
        System.setOut(System.err);
        new WorkbenchCommand().serve(System.in, answers);
    }

    void serve(InputStream input, PrintStream output) {
        InputStream requests = new BufferedInputStream(input, 1 << 16);
        long number = 0;
        try {
            for (byte[] line = nextLine(requests); line != null; line = nextLine(requests)) {
                number++;
                ObjectNode answer = answer(line);
                if (answer != null) {
                    if (answer.path("id").isNull()) {
                        answer.put("line", number);
                    }
                    output.write(json.writeValueAsBytes(answer));
                    output.write('\n');
                    output.flush();
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private @org.jspecify.annotations.Nullable ObjectNode answer(byte[] line) {
        if (line.length > LONGEST_LINE) {
            return Workbench.failed(LineStart.id(line), "A line has at most %s bytes".formatted(LONGEST_LINE));
        }
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return null;
        }
        try {
            return workbench.answer(json.readTree(text));
        } catch (JsonProcessingException notJson) {
            return Workbench.failed(LineStart.id(line), "The line cannot be read as JSON: " + reason(notJson));
        }
    }

    /** Without the place in a source that nobody knows by that name. */
    private static String reason(JsonProcessingException notJson) {
        return notJson.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
    }

    /** @return null at the end; of a line that is too long, one byte more than allowed */
    private static byte @org.jspecify.annotations.Nullable [] nextLine(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4_096);
        int next = input.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.size() <= LONGEST_LINE) {
                line.write(next);
            }
            next = input.read();
        }
        return line.toByteArray();
    }
}
