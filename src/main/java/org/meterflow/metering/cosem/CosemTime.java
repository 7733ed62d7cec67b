package org.meterflow.metering.cosem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** Date-times that say how far they are from UTC (IEC 62056-6-2, date-time): UTC = what is written + deviation. */
final class CosemTime {

    private static final int LENGTH = 12;
    private static final int UNSPECIFIED = 0xFF;
    private static final short NO_DEVIATION = (short) 0x8000;

    private CosemTime() {}

    static DlmsData write(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        return DlmsData.octets(new OctetWriter()
                .u16(utc.getYear())
                .u8(utc.getMonthValue())
                .u8(utc.getDayOfMonth())
                .u8(utc.getDayOfWeek().getValue())
                .u8(utc.getHour())
                .u8(utc.getMinute())
                .u8(utc.getSecond())
                .u8(0)
                .u16(0)
                .u8(0)
                .toOctets());
    }

    /**
     * A meter that does not say how far it is from UTC is taken at UTC.
     *
     * @throws MalformedGbcs when a part is left open
     */
    static Instant read(DlmsData value) {
        Octets octets = value instanceof DlmsData.Fixed fixed ? fixed.octets() : value.text();
        if (octets.length() != LENGTH) {
            throw new MalformedGbcs("A date-time has %s bytes, not %s".formatted(LENGTH, octets.length()));
        }
        OctetReader reader = new OctetReader(octets.bytes());
        int year = reader.u16("year");
        int month = reader.u8("month");
        int day = reader.u8("day");
        reader.u8("day of week");
        int hour = reader.u8("hour");
        int minute = reader.u8("minute");
        int second = reader.u8("second");
        reader.u8("hundredths");
        short deviation = (short) reader.u16("deviation");
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second == UNSPECIFIED ? 0 : second)
                    .plusMinutes(deviation == NO_DEVIATION ? 0 : deviation)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException partLeftOpen) {
            throw new MalformedGbcs("The time %s leaves a part open".formatted(octets), partLeftOpen);
        }
    }
}
