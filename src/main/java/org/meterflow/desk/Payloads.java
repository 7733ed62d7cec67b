package org.meterflow.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Contents of messages as a person reads them. */
@Component
class Payloads {

    private static final Pattern METER_MESSAGE = Pattern.compile("GBCSPayload>([A-Za-z0-9+/=\\s]+)</");

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

    /** The first message of a meter or for one in a document, in Base64; empty where there is none. */
    static String meterMessage(String document) {
        Matcher found = METER_MESSAGE.matcher(document);
        return found.find() ? found.group(1).replaceAll("\\s", "") : "";
    }
}
