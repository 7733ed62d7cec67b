package org.meterflow.messages.web;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Reason;
import org.meterflow.messages.MessageRefused.Fault;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What the platform needs of a CloudEvent (1.0, HTTP binding, structured or binary mode). */
record IncomingEvent(
        String source, String id, String data, @Nullable Instant time) {

    private static final MediaType STRUCTURED = MediaType.parseMediaType("application/cloudevents+json");
    private static final MediaType ANY_JSON = MediaType.parseMediaType("application/*+json");
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_SOURCE = 500;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** @throws Refusal when it is not a CloudEvent of this name with JSON data */
    static IncomingEvent read(String name, HttpHeaders headers, byte[] body) {
        requireMode(headers);
        CloudEvent event = parse(headers, withoutMark(body));
        if (!event.getType().equals(name) && !event.getType().endsWith("." + name)) {
            throw invalid("/type", "is '" + event.getType() + "', but the address says " + name);
        }
        if (event.getId().isBlank() || event.getId().length() > LONGEST_ID) {
            throw invalid("/id", "has 1 to " + LONGEST_ID + " characters");
        }
        String source = event.getSource().toString();
        if (source.isBlank() || source.length() > LONGEST_SOURCE) {
            throw invalid("/source", "has 1 to " + LONGEST_SOURCE + " characters");
        }
        String content = event.getDataContentType();
        if (content != null && !isJson(content)) {
            throw invalid("/datacontenttype", "is '" + content + "', but the data is expected as application/json");
        }
        OffsetDateTime time = event.getTime();
        return new IncomingEvent(source, event.getId(), data(event.getData()), time == null ? null : time.toInstant());
    }

    private static void requireMode(HttpHeaders headers) {
        String content = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        boolean binary = headers.containsKey("ce-specversion") && content != null && isJson(content);
        if (!binary && !isStructured(content)) {
            throw new Refusal(
                    ApiProblem.NOT_A_CLOUD_EVENT,
                    "Send one CloudEvent 1.0: structured as " + STRUCTURED
                            + ", or binary as application/json with ce- headers; not as "
                            + (content == null ? "nothing" : content));
        }
    }

    /** RFC 8259, 8.1: a byte order mark may be ignored; so it is, in both modes. */
    private static byte[] withoutMark(byte[] body) {
        boolean marked = body.length >= MARK.length && Arrays.equals(body, 0, MARK.length, MARK, 0, MARK.length);
        return marked ? Arrays.copyOfRange(body, MARK.length, body.length) : body;
    }

    private static boolean isStructured(@Nullable String content) {
        return content != null && parsed(content).filter(STRUCTURED::includes).isPresent();
    }

    private static boolean isJson(String content) {
        return !isStructured(content)
                && parsed(content)
                        .filter(type -> MediaType.APPLICATION_JSON.includes(type) || ANY_JSON.includes(type))
                        .isPresent();
    }

    private static Optional<MediaType> parsed(String content) {
        try {
            return Optional.of(MediaType.parseMediaType(content));
        } catch (InvalidMediaTypeException nonsense) {
            return Optional.empty();
        }
    }

    /** Whatever the parser throws at foreign input is the sender's mistake. */
    private static CloudEvent parse(HttpHeaders headers, byte[] body) {
        CloudEvent event;
        try {
            MessageReader reader = HttpMessageFactory.createReader(
                    each -> headers.forEach((header, values) ->
                            values.forEach(value -> each.accept(header, HeaderValue.decoded(header, value)))),
                    body);
            event = reader.toEvent();
        } catch (Refusal wrongHeader) {
            throw wrongHeader;
        } catch (RuntimeException malformed) {
            throw new Refusal(ApiProblem.MALFORMED, "Not a CloudEvent 1.0: " + root(malformed));
        }
        if (event == null) {
            throw new Refusal(ApiProblem.MALFORMED, "Not a CloudEvent 1.0: nothing was sent");
        }
        return event;
    }

    private static String data(@Nullable CloudEventData data) {
        if (data == null) {
            throw invalid("/data", "is required");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data.toBytes()))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw new Refusal(ApiProblem.MALFORMED, "The data is not UTF-8");
        }
    }

    private static Refusal invalid(String pointer, String message) {
        return new Refusal(
                ApiProblem.INVALID,
                "The attribute " + pointer.substring(1) + " " + message,
                List.of(new Fault(pointer, message)));
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return Reason.of(root).lines().findFirst().orElse("");
    }
}
