package org.meterflow.metering.cosem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.gbcs.Obis;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

class ProfilesTest {

    private static Profiles of(String yaml) {
        return new Profiles(new CosemSettings(
                List.of(),
                List.of(),
                new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "own profiles"),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                DataSize.ofBytes(500),
                DataSize.ofBytes(500)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gas: {'4.1.1': [{read: import}]} | lacks its 'object'",
                "gas: {'4.1.1': [{read: import, object: 1.8.0}]} | '1.8.0' is not an OBIS code",
                "gas: {'4.1.1': [{guess: import}]} | a step is a read, a log, a write or a call",
                "gas: {'7.1': [{call: on, object: '0-0:96.3.10.255'}]} | names its class and method",
                "gas: {'4.1.1': []} | needs a list of steps",
                "gas: 7 | gas is not made of names and values",
                "gas: {'4.1.1': [{read: | own profiles",
                "gas: {'6.11': [{write: clock, object: '0-0:1.0.0.255', value: soon}]} | soon",
            })
    void a_mistake_in_the_file_is_said_with_its_place(String yaml, String said) {
        assertThatThrownBy(() -> of(yaml))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("own profiles")
                .hasMessageContaining(said);
    }

    @Test
    void a_register_of_another_class_is_named_so() {
        Profiles profiles = of("gas: {'4.1.1': [{read: import, object: '7-0:3.0.0.255', class: 4}]}");

        assertThat(profiles.steps("gas", "4.1.1"))
                .containsExactly(new Step.Read("import", new CosemObject(4, Obis.of("7-0:3.0.0.255"), 2)));
        assertThat(profiles.steps("gas", "4.3")).isEmpty();
        assertThat(profiles.steps("heat", "4.1.1")).isEmpty();
    }
}
