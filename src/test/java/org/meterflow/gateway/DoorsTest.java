package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
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
