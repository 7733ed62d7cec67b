package org.meterflow.gateway;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.schedule.LogPeriod;
import org.meterflow.gateway.schedule.Schedule;
import org.meterflow.gateway.schedule.Terms;
import org.w3c.dom.Element;

/** The answer to 5.2 (DUIS 5.4, DSPSchedulesRead). */
final class ScheduleWriter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT);

    private ScheduleWriter() {}

    static void write(Element message, List<Schedule> schedules) {
        Element all = ResponseDocument.add(message, "DSPSchedulesRead");
        schedules.forEach(schedule -> {
            Element one = ResponseDocument.add(all, "DSPSchedules");
            ResponseDocument.add(one, "DSPScheduleID", Long.toString(schedule.id()));
            write(ResponseDocument.add(one, "DSPScheduleDetails"), schedule);
        });
    }

    private static void write(Element details, Schedule schedule) {
        Terms terms = schedule.terms();
        byte[] certificate = terms.readerCertificate();
        ResponseDocument.add(details, "ScheduleFrequency", terms.frequency().label());
        ResponseDocument.add(details, "ScheduleStartDate", terms.startsOn().toString());
        ResponseDocument.addOptional(details, "ScheduleEndDate", terms.endsOn());
        ResponseDocument.add(details, "ScheduleExecutionStartTime", time(terms.at()));
        ResponseDocument.addOptional(
                details,
                "KAPublicSecurityCredential",
                certificate == null ? null : Base64.getEncoder().encodeToString(certificate));
        ResponseDocument.add(details, "DSPScheduledServiceReference", terms.serviceReference());
        ResponseDocument.add(details, "DSPScheduledServiceReferenceVariant", terms.variant());
        ResponseDocument.add(details, "DeviceID", schedule.device().value());
        LogPeriod period = terms.period();
        Element asked = ResponseDocument.add(
                details, ScheduledService.of(terms.variant()).orElseThrow().element());
        if (period != null) {
            write(asked, period);
        }
    }

    private static void write(Element element, LogPeriod period) {
        ResponseDocument.add(element, "StartDateOffset", Integer.toString(period.fromDays()));
        ResponseDocument.add(element, "StartTime", time(period.fromTime()));
        ResponseDocument.add(element, "EndDateOffset", Integer.toString(period.toDays()));
        ResponseDocument.add(element, "EndTime", time(period.toTime()));
    }

    private static String time(LocalTime time) {
        return TIME.format(time);
    }
}
