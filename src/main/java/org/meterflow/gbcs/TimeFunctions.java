package org.meterflow.gbcs;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/** Conversions of times: to 12 bytes, to seconds since 2000, to the four bytes of a time of day. */
final class TimeFunctions {

    static final Map<String, ScalarFunction> BY_NAME = Map.of(
            "now",
            (context, given) -> DlmsTime.secondsSince2000(context.surroundings().now()),
            // when to execute: 12 bytes, or seconds since 2000 in gas, where never has two forms
            "activation",
            (context, given) -> Dates.dlms(Dates.execution(context.request())),
            "start",
            (context, given) -> Dates.gas(Dates.execution(context.request()), Dates.GAS_NEVER),
            "calendarStart",
            (context, given) -> Dates.gas(Dates.execution(context.request()), Dates.GAS_NEVER - 1),
            "dateTime",
            (context, given) -> Dates.dlms(time(context, given)),
            "seconds",
            (context, given) -> DlmsTime.secondsSince2000(time(context, given)),
            "timeOfDay",
            (context, given) -> timeOfDay(given.get(0).text(context)),
            "minutes",
            (context, given) -> (long) time(given.get(0).text(context)).toSecondOfDay() / 60);

    private TimeFunctions() {}

    private static Instant time(Template.Context context, List<Expression> given) {
        return Dates.instant(given.get(0).text(context));
    }

    private static LocalTime time(String text) {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        return LocalTime.parse(plain);
    }

    static Octets timeOfDay(String text) {
        LocalTime time = time(text);
        return new OctetWriter()
                .u8(time.getHour())
                .u8(time.getMinute())
                .u8(time.getSecond())
                .u8(time.getNano() / 10_000_000)
                .toOctets();
    }
}
