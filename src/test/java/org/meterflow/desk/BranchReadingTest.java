package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** How a message that was taken apart stands on a page. */
class BranchReadingTest {

    private static Branch first(String items) throws JsonProcessingException {
        return BranchReading.of("Items", new ObjectMapper().readTree(items))
                .parts()
                .get(0);
    }

    @Test
    void a_value_is_shown_as_it_is_read_in_its_unit_and_beside_it_as_it_was_sent() throws JsonProcessingException {
        Branch item = first(
                "[{\"verb\":\"SET\",\"name\":\"Low credit threshold\",\"unit\":\"GBP\",\"data\":"
                        + "{\"type\":\"i32\",\"value\":200000,\"name\":\"Low credit threshold\",\"reading\":\"2.00000\",\"unit\":\"GBP\"}}]");

        assertThat(item.label()).isEqualTo("1 SET · Low credit threshold");
        assertThat(item.value()).isEqualTo("2.00000 GBP");
        assertThat(item.parts().get(0).value()).isEqualTo("2.00000 GBP");
        assertThat(item.parts().get(0).note()).isEqualTo("sent as 200000 · i32");
    }

    @Test
    void a_moment_is_not_said_twice() throws JsonProcessingException {
        Branch time =
                first("[{\"type\":\"octets\",\"value\":\"07DF\",\"time\":\"2015-01-01T00:00:00Z\",\"name\":\"Start\","
                        + "\"reading\":\"2015-01-01T00:00:00Z\"}]");

        assertThat(time.value()).isEqualTo("2015-01-01T00:00:00Z");
        assertThat(time.note()).isEqualTo("sent as 07DF · octets");
    }

    @Test
    void what_is_only_asked_for_says_what_it_will_count() throws JsonProcessingException {
        assertThat(first("[{\"verb\":\"GET\",\"name\":\"Averaging period\",\"unit\":\"s\"}]")
                        .label())
                .isEqualTo("1 GET · Averaging period (s)");
        assertThat(first("[{\"type\":\"u32\",\"value\":7}]").value()).isEqualTo("7");
    }
}
