package org.meterflow;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ProductionCheckTest {

    private final Map<String, Object> settings = new HashMap<>();
    private final StandardEnvironment environment = new StandardEnvironment();

    ProductionCheckTest() {
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        environment.setActiveProfiles("production");
    }

    @Test
    void production_says_one_sentence_for_each_setting_that_is_missing() {
        settings.put("spring.datasource.username", "meterflow");
        assertThatThrownBy(this::check)
                .isInstanceOf(MissingSettings.class)
                .hasMessageContaining("spring.datasource.url is missing: the address of your PostgreSQL server")
                .hasMessageContaining("spring.datasource.password is missing")
                .hasMessageContaining("meterflow.pki.directory is missing")
                .hasMessageNotContaining("username");
    }

    @Test
    void production_refuses_an_adjustable_clock() {
        complete();
        settings.put("meterflow.demo.adjustable-clock", "true");
        assertThatThrownBy(this::check).hasMessageContaining("adjustable clock");
    }

    @Test
    void a_complete_production_installation_starts() {
        complete();
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void the_demo_needs_nothing() {
        environment.setActiveProfiles("demo");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private void complete() {
        settings.put("spring.datasource.url", "jdbc:postgresql://db/meterflow");
        settings.put("spring.datasource.username", "meterflow");
        settings.put("spring.datasource.password", "secret");
        settings.put("meterflow.pki.directory", "pki");
    }

    private void check() {
        new ProductionCheck().postProcessEnvironment(environment, new SpringApplication());
    }
}
