package org.meterflow.messages.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
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

    @Test
    void a_party_that_calls_too_often_is_told_when_to_come_back_whichever_key_it_uses() throws Exception {
        String one = clients.create("eager", "One", Set.of("supplier"), "anna").key();
        String two = clients.create("eager", "Two", Set.of("supplier"), "anna").key();
        assertThat(get(one).statusCode()).isEqualTo(200);
        assertThat(get(two).statusCode()).isEqualTo(200);

        HttpResponse<String> refused = get(one);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body())
                .contains("urn:meterflow:problem:too-many-requests")
                .contains("\"retryable\":true");
    }

    private HttpResponse<String> get(String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/notifications"))
                .header("Authorization", "Bearer " + key)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
