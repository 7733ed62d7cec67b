package org.meterflow.messages.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.meterflow.messages.ApiClients;
import org.meterflow.party.Parties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A post office with a key, which calls the message API over HTTP: who tests that API goes on from here. */
abstract class PostOfficeCalls {

    static final String STRUCTURED = "application/cloudevents+json";

    @Autowired
    ApiClients clients;

    @Autowired
    Parties parties;

    @Autowired
    ObjectMapper json;

    @LocalServerPort
    int port;

    final HttpClient http = HttpClient.newHttpClient();
    final String party = "PO-" + UUID.randomUUID();
    final String parcel = "P-" + UUID.randomUUID().toString().substring(0, 12);
    ApiClients.Issued client;
    String key;

    @BeforeEach
    void a_post_office_has_a_key() {
        client = clients.create(party, "Post office", Set.of("post-office"), "anna");
        key = client.key();
    }

    JsonNode assertProblem(HttpResponse<String> answer, int status, String type, boolean retryable) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("urn:meterflow:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("retryable").asBoolean()).isEqualTo(retryable);
        return problem;
    }

    HttpRequest.Builder post(String name, String contentType, String body) {
        return HttpRequest.newBuilder(uri("/api/messages/" + name))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder binary(String data) {
        return post("parcelPosted", "application/json; charset=utf-8", data)
                .header("ce-specversion", "1.0")
                .header("ce-id", "id-" + parcel)
                .header("ce-source", "/s")
                .header("ce-type", "org.example.parcelPosted")
                .header("ce-time", "2026-03-01T12:00:00Z");
    }

    HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(uri(path)).GET();
    }

    HttpResponse<String> send(HttpRequest.Builder request, String apiKey) throws Exception {
        if (!apiKey.isEmpty()) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    static String event(String parcel, int weight) {
        return "{\"specversion\":\"1.0\",\"id\":\"id-%s\",\"source\":\"/s\",\"type\":\"parcelPosted\",\"data\":%s}"
                .formatted(parcel, data(parcel, weight));
    }

    static String data(String parcel, int weight) {
        return "{\"parcelId\":\"%s\",\"weight\":%d}".formatted(parcel, weight);
    }
}
