package org.meterflow.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The platform's message API as a market participant's program uses it: CloudEvents in binary mode, with a key. */
public final class MarketApi {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI platform;
    private final String source;
    private final String key;

    /**
     * @param platform such as {@code http://localhost:8080}
     * @param source who sends, as a URI
     */
    public MarketApi(URI platform, String source, String key) {
        this.platform = platform;
        this.source = source;
        this.key = key;
    }

    /** @param body as the platform sent it */
    public record Answer(int status, String body) {

        public boolean accepted() {
            return status == 200 || status == 202;
        }
    }

    /**
     * Sends a message once; the same id again is the same message.
     *
     * @throws UncheckedIOException when the platform cannot be reached
     */
    public Answer send(String message, String id, Map<String, ?> data) {
        return post(
                HttpRequest.newBuilder(platform.resolve("/api/messages/" + message))
                        .header("ce-specversion", "1.0")
                        .header("ce-id", id)
                        .header("ce-type", message)
                        .header("ce-source", source),
                data);
    }

    /**
     * Anything that is no message.
     *
     * @throws UncheckedIOException when the platform cannot be reached
     */
    Answer post(String path, Map<String, ?> data) {
        return post(HttpRequest.newBuilder(platform.resolve(path)), data);
    }

    private Answer post(HttpRequest.Builder request, Map<String, ?> data) {
        try {
            HttpResponse<String> response = http.send(
                    request.timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .header("X-API-Key", key)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(data)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("A message holds plain values", notJson);
        } catch (IOException unreachable) {
            throw new UncheckedIOException("The platform at " + platform + " cannot be reached", unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while something was sent", stopped);
        }
    }
}
