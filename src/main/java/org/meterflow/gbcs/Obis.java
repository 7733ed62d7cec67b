package org.meterflow.gbcs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of an object inside an electricity meter or a hub, written {@code 0-0:94.44.1.7} (IEC 62056-6-1). */
public record Obis(Octets octets) {

    private static final Pattern SHAPE = Pattern.compile("(\\d+)-(\\d+):(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)");

    public Obis {
        if (octets.length() != 6) {
            throw new MalformedGbcs("An OBIS code has 6 bytes, not " + octets.length());
        }
    }

    public static Obis of(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw new MalformedGbcs("'" + text + "' is not an OBIS code");
        }
        byte[] bytes = new byte[6];
        for (int i = 0; i < 6; i++) {
            bytes[i] = (byte) Integer.parseInt(parts.group(i + 1));
        }
        return new Obis(Octets.owning(bytes));
    }

    @Override
    public String toString() {
        return "%s-%s:%s.%s.%s.%s"
                .formatted(octets.at(0), octets.at(1), octets.at(2), octets.at(3), octets.at(4), octets.at(5));
    }
}
