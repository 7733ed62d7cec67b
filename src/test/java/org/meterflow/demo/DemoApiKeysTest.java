package org.meterflow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.meterflow.messages.ApiClients;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=default", "meterflow.messages.webhook.plain-http=true"})
class DemoApiKeysTest {

    @Autowired
    DemoApiKeys demo;

    @Autowired
    ApiClients clients;

    @Value("${meterflow.data}")
    Path data;

    @Test
    void the_registration_body_the_suppliers_and_the_payment_provider_find_their_keys_and_nobody_else_has_one()
            throws IOException {
        Properties keys = keys();
        assertThat(keys.stringPropertyNames()).containsExactlyInAnyOrder("PP-0001", "RB-0001", "SP-0001", "SP-0002");
        assertThat(clients.authenticate(keys.getProperty("RB-0001"))
                        .orElseThrow()
                        .roles())
                .containsExactly("registration-body");
        assertThat(clients.authenticate(keys.getProperty("SP-0001")).orElseThrow())
                .satisfies(client -> assertThat(client.party()).isEqualTo("SP-0001"))
                .satisfies(client -> assertThat(client.roles()).containsExactly("supplier"));
    }

    @Test
    void a_restart_keeps_the_keys_and_a_lost_file_ends_the_old_ones() throws IOException {
        Properties before = keys();
        demo.start();
        assertThat(keys()).isEqualTo(before);

        Files.delete(file());
        demo.start();
        assertThat(clients.authenticate(before.getProperty("SP-0002"))).isEmpty();
        assertThat(clients.authenticate(keys().getProperty("SP-0002"))).isPresent();
    }

    private Path file() {
        return data.resolve("demo-api-keys.properties");
    }

    private Properties keys() throws IOException {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(file())) {
            keys.load(reader);
        }
        return keys;
    }
}
