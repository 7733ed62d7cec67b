package org.meterflow.messages.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meterflow.messages.ApiClients;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@MeterflowTest
@TestPropertySource(properties = {"meterflow.messages.api.rate=1", "meterflow.messages.api.burst=2"})
class RateLimitedApiTest {

    @Autowired
    ApiClients clients;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_party_that_calls_too_often_is_told_when_to_come_back_whichever_key_it_uses() {
        HttpResponse<String> refused = IntStream.range(0, 20)
                .mapToObj(number -> answerToTheOtherKeyAfterManyCalls("eager-" + number))
                .filter(answer -> answer.statusCode() != 200)
                .findFirst()
                .orElseThrow();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body())
                .contains("urn:meterflow:problem:too-many-requests")
                .contains("\"retryable\":true");
    }

    /** On a machine that takes long, a second may have passed by then, and the call is let through. */
    private HttpResponse<String> answerToTheOtherKeyAfterManyCalls(String party) {
        String one = clients.create(party, "One", Set.of("supplier"), "anna").key();
        String two = clients.create(party, "Two", Set.of("supplier"), "anna").key();
        assertThat(get(one).join().statusCode()).isEqualTo(200);
        Stream.generate(() -> get(one)).limit(10).toList().forEach(CompletableFuture::join);
        return get(two).join();
    }

    private CompletableFuture<HttpResponse<String>> get(String key) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/notifications"))
                .header("Authorization", "Bearer " + key)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
