package org.meterflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The demo on any free ports. */
class FreePortsTest {

    @Test
    void a_port_that_may_be_any_is_chosen_before_the_simulated_world_asks_where_to_call() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "given",
                        Map.of(
                                "meterflow.metering.port", "0",
                                "meterflow.gateway.port", "8679",
                                "head-end", "localhost:${meterflow.metering.port:7070}")));

        FreePorts.choose(environment);

        int chosen = environment.getRequiredProperty("meterflow.metering.port", Integer.class);
        assertThat(chosen).isPositive();
        assertThat(environment.getProperty("head-end")).isEqualTo("localhost:" + chosen);
        assertThat(environment.getProperty("meterflow.gateway.port")).isEqualTo("8679");
        assertThat(environment.getProperty("meterflow.smki.port")).isNull();
    }
}
