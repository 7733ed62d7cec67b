package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.meterflow.door.Stranger;
import org.meterflow.door.Stranger.Answer;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@MeterflowTest
class DoorsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int consolePort;

    @Autowired
    Doors doors;

    @Test
    void the_console_is_not_to_be_found_at_the_users_doors() throws Exception {
        for (String path : new String[] {"/", "/actuator/health", "/login", "/api/messages/switchRequested"}) {
            assertThat(get(doors.duisPort(), path))
                    .as("%s at the DUIS door", path)
                    .isEqualTo(404);
            assertThat(get(doors.smkiPort(), path))
                    .as("%s at the SMKI door", path)
                    .isEqualTo(404);
        }
        assertThat(get(consolePort, "/actuator/health")).isNotEqualTo(404);
    }

    @Test
    void users_requests_and_certificates_are_not_to_be_found_at_the_console() throws Exception {
        assertThat(post(consolePort, "/api/v1/serviceD")).isEqualTo(404);
        assertThat(post(consolePort, "/services/certificatesearch")).isEqualTo(404);
        assertThat(post(doors.smkiPort(), "/api/v1/serviceD")).isEqualTo(404);
        assertThat(post(doors.duisPort(), "/services/certificatesearch")).isEqualTo(404);
    }

    @Test
    void no_spelling_of_an_address_leads_through_another_door() throws Exception {
        for (String path : new String[] {
            "/api/v1/%73erviceD",
            "/%61pi/v1/serviceD",
            "/api/v1/./serviceD",
            "/x/../api/v1/serviceD",
            "/api;x/v1/serviceD",
            "/%73ervices/certificatesearch",
            "/services;x=y/certificatesearch"
        }) {
            assertThat(post(consolePort, path))
                    .as("%s at the console's door", path)
                    .isEqualTo(404);
        }
        for (String path : new String[] {"/api/v1/service/../../../sign-in", "/services/../sign-in", "/%73ign-in"}) {
            assertThat(get(doors.duisPort(), path))
                    .as("%s at the DUIS door", path)
                    .isIn(400, 404);
            assertThat(get(doors.smkiPort(), path))
                    .as("%s at the SMKI door", path)
                    .isIn(400, 404);
        }
    }

    @Test
    void what_strangers_say_of_forwarding_opens_no_door_and_writes_no_redirect() throws Exception {
        try (Stranger stranger = new Stranger(11)) {
            for (int port : new int[] {doors.duisPort(), doors.smkiPort()}) {
                for (String prefix : new String[] {Doors.DUIS_PATHS, Doors.SMKI_PATHS, "/services"}) {
                    assertThat(stranger.send(port, "GET /sign-in HTTP/1.1\r\nX-Forwarded-Prefix: " + prefix)
                                    .status())
                            .isEqualTo(404);
                }
            }
            Answer redirect = stranger.send(
                    consolePort,
                    "GET /inbox HTTP/1.1\r\nAccept: text/html\r\nX-Forwarded-Host: evil.example\r\n"
                            + "X-Forwarded-Proto: https\r\nForwarded: host=evil.example;proto=https");
            assertThat(redirect.status()).isEqualTo(302);
            assertThat(redirect.header("Location")).hasValue("/sign-in");
            assertThat(String.join(" ", redirect.headers())).doesNotContain("evil", "Strict-Transport-Security");
        }
    }

    private int get(int port, String path) throws Exception {
        return http.send(request(port, path).GET().build(), BodyHandlers.discarding())
                .statusCode();
    }

    private int post(int port, String path) throws Exception {
        var request = request(port, path)
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<nothing/>"))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}
