package org.meterflow.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.Duis;
import org.meterflow.duis.Elements;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.gbcs.Octets;

/** The values that bodies of several variants have in common, each checked as the schema says (DUIS 5.4). */
final class ContentValues {

    private ContentValues() {}

    static List<byte[]> certificationPath(Elements parts) {
        List<byte[]> path = new ArrayList<>();
        path.add(parts.value("Certificate", ContentValues::certificate));
        for (int more = 0; more < 2; more++) {
            parts.optionalValue("Certificate", ContentValues::certificate).ifPresent(path::add);
        }
        parts.end();
        return path;
    }

    static @Nullable Instant executionTime(Elements parts) {
        return parts.optionalValue("ExecutionDateTime", Duis::time).orElse(null);
    }

    static String uprn(String text) {
        if (!text.matches("[0-9]{1,12}") || text.matches("0+")) {
            throw new IllegalArgumentException("'" + text + "' is not a property's number: up to 12 digits");
        }
        return text;
    }

    static String text(String text, int shortest, int longest) {
        if (text.length() < shortest || text.length() > longest) {
            throw new IllegalArgumentException(
                    "'%s' has %s characters, not %s to %s".formatted(text, text.length(), shortest, longest));
        }
        return text;
    }

    static Long floor(String text) {
        return Long.valueOf(text.matches("[0-9]{1,19}") ? text : "not a number from 0 to 9223372036854775807");
    }

    static Boolean flag(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    static byte[] certificate(String text) {
        byte[] der = Base64.getMimeDecoder().decode(text);
        if (der.length == 0 || der[0] != 0x30) {
            throw new IllegalArgumentException("not a certificate in base64");
        }
        return der;
    }

    static Octets message(String text) {
        return Octets.of(Base64.getMimeDecoder().decode(text));
    }

    static byte[] certificate(String element, String text) {
        try {
            return certificate(text);
        } catch (IllegalArgumentException wrong) {
            throw new MalformedDocument(element + ": " + wrong.getMessage());
        }
    }
}
