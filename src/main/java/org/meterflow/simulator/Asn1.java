package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** The simple values inside ASN.1 commands and answers. */
final class Asn1 {

    /** The date that never comes: it withdraws what waits. */
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    static final Der NULL = Der.leaf(Der.NULL, Octets.NONE);

    private static final DateTimeFormatter SHAPE = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

    private Asn1() {}

    static Der time(Instant time) {
        String text = SHAPE.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        return Der.leaf(Der.GENERALIZED_TIME, Octets.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    static Instant time(Der der) {
        String text = new String(der.value().bytes(), StandardCharsets.US_ASCII);
        try {
            return LocalDateTime.parse(text, SHAPE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException wrongShape) {
            throw new MalformedGbcs("'" + text + "' is no time of the shape 20300102000000Z", wrongShape);
        }
    }

    static Der octets(Octets value) {
        return Der.leaf(Der.OCTET_STRING, value);
    }

    static Der octets(Eui64 value) {
        return octets(Octets.of(value.bytes()));
    }

    static Eui64 eui(Der der) {
        if (der.value().length() != 8) {
            throw new MalformedGbcs("A device has 8 bytes, not " + der.value().length());
        }
        return Eui64.of(der.value().bytes());
    }

    static Der enumerated(long value) {
        return Der.unsigned(Der.ENUMERATED, value);
    }
}
