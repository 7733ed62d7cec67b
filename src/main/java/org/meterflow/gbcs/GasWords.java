package org.meterflow.gbcs;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Times, texts and names in gas messages as people read them. */
final class GasWords {

    private GasWords() {}

    static String time(long seconds) {
        if (seconds == 0) {
            return "now";
        }
        return seconds >= Dates.GAS_NEVER - 1
                ? "never"
                : DlmsTime.since2000(seconds).toString();
    }

    /** Year, month, day and weekday, with a star for any. */
    static String date(OctetReader reader) {
        int year = reader.u8("a year");
        int month = reader.u8("a month");
        int day = reader.u8("a day");
        int weekday = reader.u8("a weekday");
        String text = (year == 0xFF ? "*" : String.valueOf(1900 + year)) + "-" + two(month) + "-" + two(day);
        return weekday == 0xFF ? text : text + " weekday " + weekday;
    }

    private static String two(int number) {
        return switch (number) {
            case 0xFF -> "*";
            case 0xFE -> "last";
            case 0xFD -> "second last";
            default -> String.format(Locale.ROOT, "%02d", number);
        };
    }

    static String text(Octets octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.at(i) < 0x20 || octets.at(i) > 0x7E) {
                return octets.hex();
            }
        }
        return new String(octets.shared(), StandardCharsets.US_ASCII);
    }

    /** {@code creditRemaining} as people write it: Credit remaining. */
    static String words(String name) {
        String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("([a-zA-Z])(\\d)", "$1 $2");
        return name.substring(0, 1).toUpperCase(Locale.ROOT)
                + spaced.substring(1).toLowerCase(Locale.ROOT);
    }
}
