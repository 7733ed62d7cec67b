package org.meterflow.gbcs;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Dates and days of calendars as electricity meters take them, parts of which may be left open (IEC 62056-6-2). */
final class CalendarFunctions {

    static final Map<String, ScalarFunction> BY_NAME = Map.of(
            // five bytes: year, month, day, day of week
            "date", CalendarFunctions::date,
            // the same with the day's first moment: twelve bytes
            "dayStart", CalendarFunctions::dayStart,
            // a time some seconds after another
            "later", CalendarFunctions::later,
            // bits as text: seven from Monday; or so many, the named ones set (counted from 1)
            "weekdays", CalendarFunctions::weekdays,
            "flags", CalendarFunctions::flags);

    private CalendarFunctions() {}

    /** Of an element with Year, Month, DayOfMonth and DayOfWeek, or of a date as text. */
    private static Octets date(Template.Context context, List<Expression> given) {
        return OpenDate.encode(part(context, given.get(0)));
    }

    private static Octets dayStart(Template.Context context, List<Expression> given) {
        return new OctetWriter()
                .put(date(context, given))
                .put(Octets.ofHex("000000008000FF"))
                .toOctets();
    }

    private static Octets later(Template.Context context, List<Expression> given) {
        return DlmsTime.encode(Dates.instant(given.get(0).text(context))
                .plusSeconds(given.get(1).number(context)));
    }

    private static Octets weekdays(Template.Context context, List<Expression> given) {
        return bits(
                DayOfWeek.values().length,
                texts(context, given.get(0)).stream()
                        .map(text -> Character.isLetter(text.charAt(0)) ? OpenDate.dayOfWeek(text) : wholeNumber(text))
                        .toList());
    }

    private static Octets flags(Template.Context context, List<Expression> given) {
        return bits(
                (int) given.get(0).number(context),
                texts(context, given.get(1)).stream()
                        .map(CalendarFunctions::wholeNumber)
                        .toList());
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new MissingParameter("'%s' is not a whole number".formatted(text));
        }
    }

    private static Octets bits(int count, List<Integer> set) {
        byte[] bits = new byte[count];
        Arrays.fill(bits, (byte) '0');
        for (int place : set) {
            if (place < 1 || place > count) {
                throw new MissingParameter("%s is not one of the %s days".formatted(place, count));
            }
            bits[place - 1] = '1';
        }
        return Octets.owning(bits);
    }

    private static List<String> texts(Template.Context context, Expression places) {
        String path = path(places);
        return context.base(path).values(Template.Context.inside(path)).stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static RequestPart part(Template.Context context, Expression place) {
        String path = path(place);
        RequestPart base = context.base(path);
        String inside = Template.Context.inside(path);
        return base.first(inside).orElseThrow(() -> new MissingParameter(inside, base.name()));
    }

    private static String path(Expression place) {
        if (place instanceof Expression.Parameter parameter) {
            return parameter.path();
        }
        throw new IllegalArgumentException("Dates and days are taken from a $path");
    }
}
