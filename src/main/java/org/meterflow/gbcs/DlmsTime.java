package org.meterflow.gbcs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Devices' times: UTC, in 12 bytes (IEC 62056-6-2, date-time) or in seconds since 2000-01-01. */
public final class DlmsTime {

    /** Execute at once. */
    public static final Octets NOW = Octets.ofHex("0000000000000000008000FF");

    /** Cancel what waits for its date. */
    public static final Octets NEVER = Octets.ofHex("FFFFFFFFFFFFFFFFFF8000FF");

    private static final long EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int UNSPECIFIED = 0xFF;

    private DlmsTime() {}

    public static Octets encode(Instant time) {
        return encode(time, UNSPECIFIED);
    }

    /** @param status the clock status byte: FF where it says nothing, 00 reliable, 02 or 04 not */
    public static Octets encode(Instant time, int status) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        return new OctetWriter()
                .u16(utc.getYear())
                .u8(utc.getMonthValue())
                .u8(utc.getDayOfMonth())
                .u8(UNSPECIFIED)
                .u8(utc.getHour())
                .u8(utc.getMinute())
                .u8(utc.getSecond())
                .u8(0)
                .u16(0x8000)
                .u8(status)
                .toOctets();
    }

    /** @return null when a part is left open, as in "now", "never" and yearly dates */
    public static @Nullable Instant instant(Octets dateTime) {
        OctetReader reader = new OctetReader(dateTime.shared());
        int year = reader.u16("year");
        int month = reader.u8("month");
        int day = reader.u8("day");
        reader.u8("day of week");
        try {
            return LocalDateTime.of(year, month, day, reader.u8("hour"), reader.u8("minute"), reader.u8("second"))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException partLeftOpen) {
            return null;
        }
    }

    public static long secondsSince2000(Instant time) {
        return time.getEpochSecond() - EPOCH_2000;
    }

    public static Instant since2000(long seconds) {
        return Instant.ofEpochSecond(EPOCH_2000 + seconds);
    }
}
