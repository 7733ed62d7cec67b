package org.meterflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ProductionCheckTest {

    private final Map<String, Object> settings = new HashMap<>();
    private final StandardEnvironment environment = new StandardEnvironment();

    ProductionCheckTest() {
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        environment.setActiveProfiles("production");
        ConfigurationPropertySources.attach(environment);
        settings.put("spring.datasource.url", "jdbc:postgresql://db/meterflow");
        settings.put("spring.datasource.username", "meterflow");
        settings.put("spring.datasource.password", "secret");
        settings.put("meterflow.pki.directory", "pki");
        settings.put("meterflow.smki.api-key", "a key of this installation");
        settings.put("meterflow.production.tls-in-front", "console, gateway, smki, hubs");
    }

    @Test
    void a_complete_production_installation_starts() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void the_demo_needs_nothing() {
        settings.clear();
        environment.setActiveProfiles("demo");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void production_says_one_sentence_for_each_setting_that_is_missing() {
        settings.remove("spring.datasource.url");
        settings.remove("spring.datasource.password");
        settings.remove("meterflow.pki.directory");
        assertThatThrownBy(this::check)
                .isInstanceOf(UnfitForProduction.class)
                .hasMessageContaining("spring.datasource.url is missing: the address of your PostgreSQL server")
                .hasMessageContaining("spring.datasource.password is missing")
                .hasMessageContaining("meterflow.pki.directory is missing")
                .hasMessageNotContaining("username");
    }

    @ParameterizedTest
    @CsvSource({
        "meterflow.demo.adjustable-clock, true",
        "meterflow.demo.market, default",
        "meterflow.simulator.enabled, true",
        "meterflow.desk.demo-password, a long demo password",
        "meterflow.desk.demoPassword, a long demo password",
        "meterflow.desk.administrator-password, x",
        "meterflow.desk.administrator-password, elevenchars",
        "spring.datasource.url, embedded",
        "spring.datasource.url, jdbc:h2:mem:meterflow",
        "meterflow.smki.api-key, u3bg9gt38htd0j2",
        "meterflow.smki.api-key, ''",
        "meterflow.smki.api-key, x",
        "meterflow.messages.webhook.plain-http, true",
        "meterflow.pki.check-validity, false",
        "meterflow.metering.hubs.require-proof, false",
        "server.servlet.session.cookie.secure, false",
        "spring.security.oauth2.client.provider.company.issuer-uri, http://login.example.org/",
        "meterflow.production.knowingly, everything",
        "meterflow.production.tls-in-front, 'all,cellar'"
    })
    void one_sentence_refuses_each_of_the_demonstration_s_open_doors(String setting, String value) {
        settings.put(setting, value);

        assertThat(sentences())
                .singleElement()
                .asString()
                .contains(setting.replace("demoPassword", "demo-password")
                        .replace("meterflow.demo.adjustable-clock", "adjustable clock")
                        .replace(".company.issuer-uri", ""))
                .endsWith(".");
    }

    @Test
    void the_demo_s_profile_beside_production_is_refused() {
        environment.setActiveProfiles("production", "demo");

        assertThat(sentences()).singleElement().asString().contains("no place in production");
    }

    @ParameterizedTest
    @CsvSource({
        "console, server.ssl.bundle",
        "gateway, meterflow.gateway.port",
        "smki, meterflow.smki.port",
        "hubs, meterflow.metering.hubs.tls-bundle"
    })
    void a_door_where_nobody_encrypts_is_refused_by_name(String door, String named) {
        settings.put(
                "meterflow.production.tls-in-front",
                "console,gateway,smki,hubs".replace(door, "").replaceAll("^,|,$|,(?=,)", ""));

        assertThat(sentences())
                .singleElement()
                .asString()
                .contains("no TLS", named, "by adding " + door + " to meterflow.production.tls-in-front");
    }

    @ParameterizedTest
    @CsvSource({
        "server.ssl.bundle, 'gateway,smki,hubs'",
        "server.ssl.certificate, 'gateway,smki,hubs'",
        "meterflow.metering.hubs.tls-bundle, 'console,gateway,smki'"
    })
    void a_door_with_tls_of_its_own_needs_no_proxy(String setting, String others) {
        settings.put(setting, "of-this-installation");
        settings.put("meterflow.production.tls-in-front", others);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void one_word_says_that_a_proxy_carries_tls_for_every_door() {
        settings.put("meterflow.production.tls-in-front", "all");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "meterflow.messages.webhook.plain-http, true, plain-http-webhooks",
        "meterflow.pki.check-validity, false, expired-certificates",
        "server.servlet.session.cookie.secure, false, plain-cookie",
        "spring.security.oauth2.client.provider.x.token-uri, http://login/, plain-http-identity-provider"
    })
    void what_a_deployment_chooses_knowingly_starts(String setting, String value, String word) {
        settings.put(setting, value);
        assertThat(sentences())
                .singleElement()
                .asString()
                .contains("add " + word + " to meterflow.production.knowingly");

        settings.put("meterflow.production.knowingly", List.of(word));
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-------", "rw-r-----"})
    void a_private_key_that_everybody_may_read_is_refused(String rights, @TempDir Path folder) throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path devices = Files.createDirectory(folder.resolve("devices"));
        Path key = Files.writeString(devices.resolve("meter-ds.key.pem"), "a key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(rights));
        settings.put("meterflow.pki.directory", folder.toString());

        if (rights.endsWith("r--")) {
            assertThat(sentences()).singleElement().asString().contains("meterflow.pki.directory", "chmod");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private List<String> sentences() {
        return ProductionRules.broken(new ProductionSettings(environment));
    }

    private void check() {
        new ProductionCheck().postProcessEnvironment(environment, new SpringApplication());
    }
}
