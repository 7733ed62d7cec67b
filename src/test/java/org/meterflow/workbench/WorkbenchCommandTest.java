package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.Meterflow;
import org.meterflow.testing.ClassPath;

/** The command as a program of its own, asked line by line. */
@Timeout(240)
class WorkbenchCommandTest {

    private static final String READ_FIRMWARE = "DF0901" + "00000000000003E8" + "0890B3D51F30010000"
            + "0800DB1234567890A0" + "00" + "020059" + "13D9200003E800010100010000000201FF020100";

    @TempDir
    Path folder;

    private Path loaded;
    private Process program;
    private BufferedWriter requests;
    private BufferedReader answers;

    @BeforeEach
    void start() throws IOException {
        loaded = folder.resolve("classes.log");
        program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Xlog:class+load:file=" + loaded,
                        "-classpath",
                        ClassPath.ofThisRun(),
                        Meterflow.class.getName(),
                        "gbcs")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        requests = new BufferedWriter(new OutputStreamWriter(program.getOutputStream(), StandardCharsets.UTF_8));
        answers = program.inputReader(StandardCharsets.UTF_8);
    }

    @AfterEach
    void end() {
        program.destroyForcibly();
    }

    private JsonNode answer(String line) throws IOException {
        requests.write(line + "\n");
        requests.flush();
        return Bench.JSON.readTree(answers.readLine());
    }

    private static String decode(String id, String message) {
        return "{\"id\":%s,\"op\":\"decode\",\"message\":\"%s\"}".formatted(id, message);
    }

    @Test
    void it_answers_line_by_line_and_survives_whatever_is_no_request() throws Exception {
        assertThat(answer("this is not JSON").path("ok").asBoolean(true)).isFalse();
        assertThat(answer("[1,2]").path("ok").asBoolean(true)).isFalse();
        assertThat(answer("{\"id\":1}").path("error").asText()).contains("'op' is missing", "decode");
        assertThat(answer("{\"id\":2,\"op\":\"brew\"}").path("error").asText()).contains("'brew'", "decode, encode");
        assertThat(answer("{\"id\":3,\"op\":\"decode\",\"message\":\"DF\"}")
                        .path("error")
                        .asText())
                .contains("transaction id");
        String deep = "[".repeat(900) + "]".repeat(900);
        assertThat(answer("{\"id\":4,\"op\":\"encode\",\"decoded\":" + deep + "}")
                        .path("ok")
                        .asBoolean(true))
                .isFalse();
        JsonNode tooLong = answer(decode("5", "AB".repeat(9 << 20)));
        assertThat(tooLong.path("error").asText()).contains("at most");
        assertThat(tooLong.path("id").asInt()).isEqualTo(5);

        JsonNode decoded = answer(decode("\"six\"", READ_FIRMWARE));

        assertThat(decoded.path("id").asText()).isEqualTo("six");
        assertThat(decoded.at("/decoded/envelope/useCase").asText()).isEqualTo("ECS52");
        assertThat(decoded.at("/decoded/payload/items/0/object").asText()).isEqualTo("Firmware version");
    }

    private static String nested(String beginning) {
        return beginning + "[".repeat(1_100) + "]".repeat(1_100) + "}";
    }

    @Test
    void a_line_that_cannot_be_read_is_answered_under_the_id_at_its_beginning() throws Exception {
        JsonNode nested = answer(nested("{\"op\":\"encode\",\"id\":\"seven\",\"decoded\":"));
        assertThat(nested.path("ok").asBoolean(true)).isFalse();
        assertThat(nested.path("id").asText()).isEqualTo("seven");
        assertThat(nested.path("error").asText()).contains("nest");
        assertThat(nested.has("line")).isFalse();

        assertThat(answer("{\"context\":{\"id\":1},\"id\":8,\"op\":decode}")
                        .path("id")
                        .asInt())
                .isEqualTo(8);
        assertThat(answer("{\"id\":9.5,\"op\":\"decode\"").path("id").asDouble())
                .isEqualTo(9.5);
    }

    @Test
    void a_line_whose_id_is_not_at_its_beginning_is_answered_under_its_number() throws Exception {
        JsonNode nested =
                answer("\n" + nested("{\"op\":\"encode\",\"decoded\":").replace("}", ",\"id\":1}"));
        assertThat(nested.path("id").isNull()).isTrue();
        assertThat(nested.path("line").asInt()).isEqualTo(2);

        assertThat(answer("{\"op\":\"decode\",\"message\":\"" + "A".repeat(70_000) + "\",\"id\":2,}")
                        .path("line")
                        .asInt())
                .isEqualTo(3);
        assertThat(answer("{\"id\":12").path("line").asInt()).isEqualTo(4);
        assertThat(answer("{\"id\":\"cut").path("line").asInt()).isEqualTo(5);
        assertThat(answer("{\"id\":[1],").path("line").asInt()).isEqualTo(6);
        assertThat(answer("\"id\"").path("line").asInt()).isEqualTo(7);
        assertThat(answer("{\"op\":\"checkUtrn\",\"utrn\":\"73946144332040217315\"}")
                        .path("line")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void it_ends_with_its_input_having_written_nothing_but_answers() throws Exception {
        requests.write("\n" + decode("1", READ_FIRMWARE) + "\n" + decode("2", READ_FIRMWARE));
        requests.close();

        assertThat(answers.lines().map(line -> line.substring(0, 18)))
                .containsExactly("{\"id\":1,\"ok\":true,", "{\"id\":2,\"ok\":true,");
        assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(program.exitValue()).isZero();
    }

    @Test
    void it_starts_without_the_platform() throws Exception {
        JsonNode first = answer(decode("1", READ_FIRMWARE));

        assertThat(first.path("ok").asBoolean()).isTrue();
        assertThat(Files.readString(loaded))
                .contains(Workbench.class.getName())
                .doesNotContain("org.springframework.", "ch.qos.logback.", "org.camunda.");
    }
}
