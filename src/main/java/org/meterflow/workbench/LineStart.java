package org.meterflow.workbench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds a request's id at the beginning of a line that cannot be read as a whole, so that its sender gets an answer. */
final class LineStart {

    /** An id that comes after more than this is not at the beginning. */
    private static final int LONGEST = 1 << 16;

    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private LineStart() {}

    /** @return null when no whole id stands there; only numbers, texts, truth values and null are ids worth looking for */
    static @Nullable JsonNode id(byte[] line) {
        int length = Math.min(line.length, LONGEST);
        try (JsonParser parser = JSON.createParser(line, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isId = parser.currentName().equals("id");
                JsonToken value = parser.nextToken();
                if (isId && value != null && value.isScalarValue()) {
                    JsonNode id = parser.readValueAsTree();
                    return isWhole(parser, value, length) ? id : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException endsOrBreaks) {
            return null;
        }
    }

    /** A number at the very end might go on. */
    private static boolean isWhole(JsonParser parser, JsonToken value, int length) {
        return !value.isNumeric() || parser.currentLocation().getByteOffset() < length;
    }
}
