package org.meterflow.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> schemas() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("src/main", "src/test", "docs")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().matches(".*/schemas/[^/]+\\.json"))
                        .forEach(all::add);
            }
        }
        assertThat(all).hasSizeGreaterThan(4);
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_text_in_a_message_has_a_longest_length(Path schema) throws IOException {
        List<String> endless = new ArrayList<>();
        collect("", JSON.readTree(schema.toFile()), endless);
        assertThat(endless).isEmpty();
    }

    private static void collect(String place, JsonNode node, List<String> endless) {
        boolean text = node.path("type").asText().equals("string");
        if (text && !node.has("maxLength") && !node.has("enum") && !node.has("const")) {
            endless.add(place);
        }
        node.properties().forEach(each -> collect(place + "/" + each.getKey(), each.getValue(), endless));
    }

    @ParameterizedTest
    @CsvSource({
        "switchRequested, switchId, SW-NL-1",
        "switchRequested, gainingSupplier, BRCH",
        "switchRequested, mpxn, 2200100000056",
        "switchRequested, supplyStartDate, 2027-01-04",
        "objectionRaised, switchId, SW-NL-1",
        "switchWithdrawn, switchId, SW-NL-1",
        "switchAnnulled, switchId, SW-NL-1"
    })
    void a_name_that_ends_in_a_line_break_is_no_name(String schema, String field, String value) {
        DataSchema checked = DataSchema.load("schemas/" + schema + ".json");

        assertThat(faults(checked, field, value)).isEmpty();
        assertThat(faults(checked, field, value + "\n")).isNotEmpty();
        assertThat(faults(checked, field, value + "\r\n")).isNotEmpty();
        assertThat(faults(checked, field, "\n" + value)).isNotEmpty();
    }

    private static List<MessageRefused.Fault> faults(DataSchema schema, String field, String value) {
        return schema.check(JSON.createObjectNode().put(field, value)).stream()
                .filter(fault -> fault.pointer().equals("/" + field))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "switchRequested|{'mpxn': '12'}|/mpxn: Enter 13 digits, or 6 to 10 for gas",
                "switchRequested|{'mpxn': 12}|/mpxn: Enter 13 digits, or 6 to 10 for gas",
                "switchRequested|{'supplyStartDate': '2026-02-30'}|/supplyStartDate: Enter a date that exists, for example 2026-12-01",
                "switchRequested|{'paymentMode': 'BARTER'}|/paymentMode: Enter CREDIT or PREPAYMENT",
                "switchRequested|{'a/b': 1}|/a~1b: Remove this field: the message has no such field",
                "switchRequested|{}|/mpxn: is required",
                "objectionRaised|{'debt': -1}|/debt: Enter 0 or more",
                "objectionRaised|{'debt': 'much'}|/debt: Enter a number",
                "objectionRaised|{'vulnerable': 'no'}|/vulnerable: Enter true or false",
                "switchWithdrawn|{'reason': ''}|/reason: Enter a value"
            })
    void what_a_schema_finds_wrong_is_said_once_in_a_plain_sentence(String schema, String data, String said)
            throws IOException {
        List<String> faults =
                DataSchema.load("schemas/" + schema + ".json").check(JSON.readTree(data.replace('\'', '"'))).stream()
                        .map(fault -> fault.pointer() + ": " + fault.message())
                        .toList();

        assertThat(faults).containsOnlyOnce(said).noneMatch(fault -> fault.contains("regex"));
    }

    @Test
    void a_dollar_that_is_no_end_stays_what_it_is() {
        assertThat(SchemaExpressions.inJava("^[$]\\$a$|b$")).isEqualTo("^[$]\\$a\\z|b\\z");
    }
}
