package org.meterflow.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Contents of messages as a person reads them. */
@Component
class Payloads {

    private final ObjectMapper json;

    Payloads(ObjectMapper json) {
        this.json = json;
    }

    /** JSON with line breaks; anything else as it is. */
    String readable(String text) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(text));
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }

    String readable(byte[] body, String contentType) {
        String text = new String(body, StandardCharsets.UTF_8);
        return contentType.contains("json") ? readable(text) : text;
    }
}
