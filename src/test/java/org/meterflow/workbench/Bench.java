package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A workbench as tests ask it: every request and every answer passes through text, as on the command's line. */
final class Bench {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Workbench workbench = new Workbench();

    static ObjectNode ask(String op, Object... fields) {
        ObjectNode request = JSON.createObjectNode().put("id", 7).put("op", op);
        for (int i = 0; i < fields.length; i += 2) {
            request.set(fields[i].toString(), JSON.valueToTree(fields[i + 1]));
        }
        return request;
    }

    JsonNode answer(ObjectNode request) {
        try {
            return JSON.readTree(
                    workbench.answer(JSON.readTree(request.toString())).toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    JsonNode ok(ObjectNode request) {
        JsonNode answer = answer(request);
        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("id").asInt()).isEqualTo(7);
        return answer;
    }

    String error(ObjectNode request) {
        JsonNode answer = answer(request);
        assertThat(answer.path("ok").asBoolean(true)).as(answer.toString()).isFalse();
        return answer.path("error").asText();
    }
}
