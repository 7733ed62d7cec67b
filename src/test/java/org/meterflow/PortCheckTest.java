package org.meterflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class PortCheckTest {

    @Test
    void each_port_that_is_taken_gets_a_sentence_with_its_setting() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            MockEnvironment environment = new MockEnvironment()
                    .withProperty("server.port", "0")
                    .withProperty("meterflow.gateway.port", String.valueOf(one.getLocalPort()))
                    .withProperty("meterflow.smki.port", "0")
                    .withProperty("meterflow.metering.port", String.valueOf(other.getLocalPort()));

            assertThat(PortCheck.taken(environment))
                    .containsExactly(
                            "Port %d (meterflow.gateway.port) is taken by another program."
                                    .formatted(one.getLocalPort()),
                            "Port %d (meterflow.metering.port) is taken by another program."
                                    .formatted(other.getLocalPort()));
        }
    }

    @Test
    void a_port_that_was_just_given_up_is_free() throws IOException {
        int port;
        try (ServerSocket before = new ServerSocket(0)) {
            port = before.getLocalPort();
        }
        MockEnvironment environment = new MockEnvironment()
                .withProperty("server.port", String.valueOf(port))
                .withProperty("meterflow.gateway.port", "0")
                .withProperty("meterflow.smki.port", "0")
                .withProperty("meterflow.metering.port", "0");

        assertThat(PortCheck.taken(environment)).isEmpty();
    }
}
