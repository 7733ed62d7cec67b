package org.meterflow.gbcs;

import java.time.Instant;
import java.util.Locale;

/** Moments, dates and times of day as meters give them, any part of which may be open (IEC 62056-6-2). */
final class OpenTimes {

    private OpenTimes() {}

    /** In seconds since 2000, in as many as 32 bits. */
    static String seconds(long seconds) {
        return seconds < 0 || seconds > 0xFFFFFFFFL
                ? String.valueOf(seconds)
                : DlmsTime.since2000(seconds).toString();
    }

    /** A moment (12 bytes), a date (5) or a time of day (4), in which any part may be open. */
    static String words(Octets octets) {
        OctetReader reader = new OctetReader(octets.shared());
        return switch (octets.length()) {
            case 12 -> {
                if (octets.equals(DlmsTime.NOW) || octets.equals(DlmsTime.NEVER)) {
                    yield octets.equals(DlmsTime.NOW) ? "now" : "never";
                }
                Instant time = DlmsTime.instant(octets);
                yield time == null ? date(reader) + " " + timeOfDay(reader) : time.toString();
            }
            case 5 -> date(reader);
            case 4 -> timeOfDay(reader);
            default -> octets.hex();
        };
    }

    private static String date(OctetReader reader) {
        int year = reader.u16("year");
        String date = "%s-%s-%s".formatted(year == 0xFFFF ? "*" : String.valueOf(year), open(reader), open(reader));
        int dayOfWeek = reader.u8("day of week");
        return dayOfWeek == 0xFF ? date : date + " weekday " + dayOfWeek;
    }

    private static String timeOfDay(OctetReader reader) {
        return "%s:%s:%s".formatted(open(reader), open(reader), open(reader));
    }

    private static String open(OctetReader reader) {
        int part = reader.u8("a part of a time");
        return part == 0xFF ? "*" : String.format(Locale.ROOT, "%02d", part);
    }
}
