package org.meterflow.messages.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An attribute of an event in a header (CloudEvents HTTP binding 3.1.3.2): quoted or not, percent-encoded once, UTF-8. */
final class HeaderValue {

    private static final String ATTRIBUTE = "ce-";

    private HeaderValue() {}

    /** @throws Refusal when it is not encoded as the binding has it */
    static String decoded(String header, String value) {
        return header.toLowerCase(Locale.ROOT).startsWith(ATTRIBUTE) ? percentDecoded(header, unquoted(value)) : value;
    }

    private static String unquoted(String value) {
        String text = value.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    private static String percentDecoded(String header, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character > 0x7E) {
                throw wrong(header, "holds a character beyond ASCII that is not percent-encoded");
            }
            if (character == '%') {
                bytes.write(octet(header, value, at + 1));
                at += 2;
            } else {
                bytes.write(character);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw wrong(header, "is not UTF-8 when percent-decoded");
        }
    }

    private static int octet(String header, String value, int at) {
        int high = at + 1 < value.length() ? Character.digit(value.charAt(at), 16) : -1;
        int low = at + 1 < value.length() ? Character.digit(value.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw wrong(header, "has a % without two hexadecimal digits behind it");
        }
        return high * 16 + low;
    }

    private static Refusal wrong(String header, String what) {
        return new Refusal(ApiProblem.MALFORMED, "The header " + header + " " + what);
    }
}
