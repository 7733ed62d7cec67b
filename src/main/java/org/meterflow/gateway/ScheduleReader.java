package org.meterflow.gateway;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.Elements;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.gateway.schedule.Frequency;
import org.meterflow.gateway.schedule.LogPeriod;
import org.meterflow.identifier.Eui64;
import org.w3c.dom.Element;

/** Reads the bodies of 5.1, 5.2 and 5.3 (DUIS 5.4: DSPSchedule, ReadSchedule, DeleteSchedule). */
final class ScheduleReader {

    private static final long HIGHEST_ID = 1_000_000_000_000L;
    private static final int FARTHEST_DAYS = -400;

    private ScheduleReader() {}

    static Content create(Elements parts) {
        Frequency frequency = parts.value("ScheduleFrequency", Frequency::of);
        LocalDate startsOn = parts.value("ScheduleStartDate", ScheduleReader::date);
        LocalDate endsOn =
                parts.optionalValue("ScheduleEndDate", ScheduleReader::date).orElse(null);
        LocalTime at = parts.optionalValue("ScheduleExecutionStartTime", ScheduleReader::time)
                .orElse(null);
        byte[] reader = parts.optionalValue("KAPublicSecurityCredential", ContentValues::certificate)
                .orElse(null);
        String reference = parts.text("DSPScheduledServiceReference");
        String variant = parts.text("DSPScheduledServiceReferenceVariant");
        Eui64 device = parts.value("DeviceID", Eui64::new);
        Element asked = parts.any();
        String element = asked.getLocalName();
        ScheduledService service = ScheduledService.ofElement(element)
                .orElseThrow(() -> new MalformedDocument("CreateSchedule does not take " + element + " here"));
        LogPeriod period = period(Elements.of(asked), service);
        return new Content.CreateSchedule(
                frequency, startsOn, endsOn, at, reader, reference, variant, device, element, period);
    }

    private static @Nullable LogPeriod period(Elements parts, ScheduledService service) {
        if (!service.ofLog()) {
            parts.end();
            return null;
        }
        LogPeriod period = new LogPeriod(
                parts.value("StartDateOffset", ScheduleReader::days),
                parts.value("StartTime", ScheduleReader::time),
                parts.value("EndDateOffset", ScheduleReader::days),
                parts.value("EndTime", ScheduleReader::time));
        parts.end();
        return period;
    }

    static Content.WhichSchedules which(Elements parts) {
        Optional<Long> id = parts.optionalValue("DSPScheduleID", ScheduleReader::id);
        return id.isPresent()
                ? new Content.OneSchedule(id.get())
                : new Content.SchedulesOfDevice(parts.value("DeviceID", Eui64::new));
    }

    private static Long id(String text) {
        if (!text.matches("[0-9]{1,13}") || Long.parseLong(text) > HIGHEST_ID) {
            throw new IllegalArgumentException("'" + text + "' is not a number from 0 to " + HIGHEST_ID);
        }
        return Long.valueOf(text);
    }

    private static Integer days(String text) {
        int days = text.matches("-?[0-9]{1,3}") ? Integer.parseInt(text) : 1;
        if (days > 0 || days < FARTHEST_DAYS) {
            throw new IllegalArgumentException("'" + text + "' is not a number from " + FARTHEST_DAYS + " to 0");
        }
        return days;
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(withoutZone(text));
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(withoutZone(text));
    }

    /** Times are UTC, said or not. */
    private static String withoutZone(String text) {
        return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    }
}
