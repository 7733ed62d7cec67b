package org.meterflow.gbcs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as certificates and credential commands write them: {@code 20300102000000Z}. */
final class DerTime {

    /** The date that never comes: it withdraws what waits for its date. */
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private static final DateTimeFormatter SHAPE = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

    private DerTime() {}

    static Der encode(Instant time) {
        byte[] text =
                SHAPE.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)).getBytes(StandardCharsets.US_ASCII);
        return Der.leaf(Der.GENERALIZED_TIME, Octets.owning(text));
    }

    static Instant decode(Der der) {
        String text = new String(der.value().shared(), StandardCharsets.US_ASCII);
        try {
            return LocalDateTime.parse(text, SHAPE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException wrongShape) {
            throw new MalformedGbcs("'" + text + "' is no time of the shape 20300102000000Z", wrongShape);
        }
    }
}
