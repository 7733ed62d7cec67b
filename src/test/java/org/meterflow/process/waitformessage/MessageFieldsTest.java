package org.meterflow.process.waitformessage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.process.kit.FieldKind;

/** What a message says in the fields that a diagram declares. */
class MessageFieldsTest {

    @ParameterizedTest
    @CsvSource({
        "INSTANT, 2027-03-28T00:59:59Z, true",
        "INSTANT, 2027-03-28T01:59:59+01:00, true",
        "INSTANT, 2027-06-30T23:59:60Z, false",
        "DAY,     2028-02-29, true",
        "DAY,     2027-02-29, false"
    })
    void a_time_that_there_is_not_is_found_before_the_message_is_accepted(
            FieldKind kind, String said, boolean readable) {
        DeclaredField field = new DeclaredField("when", kind, true, List.of());
        assertThat(MessageFields.isReadable(field, TextNode.valueOf(said))).isEqualTo(readable);
    }
}
