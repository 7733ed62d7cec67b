package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;

/** One request to the workbench: its fields, and the keys it is answered with, which not every operation needs. */
record Ask(RequestPath fields, Function<RequestPath, Keys> keysOf) {

    static Ask of(JsonNode request, Function<RequestPath, Keys> keysOf) {
        return new Ask(new RequestPath(request, ""), keysOf);
    }

    Keys keys() {
        return keysOf.apply(fields);
    }

    RequestPath at(String name) {
        return fields.at(name);
    }

    @Nullable
    RequestPath find(String name) {
        return fields.find(name);
    }

    GbcsMessage message() {
        return GbcsMessage.parse(octets(fields.at("message")).bytes());
    }

    /** In hex, or in Base64 as services carry them, with any blanks between. */
    private static Octets octets(RequestPath place) {
        String text = place.text().replaceAll("\\s", "");
        if (text.matches("(?i)(0x)?([0-9a-f]{2})+")) {
            return Octets.ofHex(text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length > 0) {
                return Octets.of(bytes);
            }
        } catch (IllegalArgumentException notBase64) {
            throw new Refused("'message' is neither in hex nor in Base64", notBase64);
        }
        throw new Refused("'message' is empty");
    }
}
