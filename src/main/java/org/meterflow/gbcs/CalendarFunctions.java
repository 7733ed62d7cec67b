package org.meterflow.gbcs;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern PLAIN_DATE = Pattern.compile("(-?\\d{1,6})-(\\d{1,3})-(\\d{1,3})Z?");

    private static final int ANY_YEAR = 0xFFFF;
    private static final int ANY = 0xFF;
    private static final int LAST = 0xFE;
    private static final int SECOND_LAST = 0xFD;

    private CalendarFunctions() {}

    /** Of an element with Year, Month, DayOfMonth and DayOfWeek, or of a date as text, where 65535 is any year. */
    static Octets date(Template.Context context, List<Expression> given) {
        RequestPart part = part(context, given.get(0));
        if (part.parts().isEmpty()) {
            return plainDate(part.text());
        }
        return new OctetWriter()
                .u16(field(part, "Year", ANY_YEAR))
                .u8(field(part, "Month", ANY))
                .u8(field(part, "DayOfMonth", ANY))
                .u8(field(part, "DayOfWeek", ANY))
                .toOctets();
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

    private static Octets plainDate(String text) {
        Matcher date = PLAIN_DATE.matcher(text);
        if (!date.matches()) {
            throw new MissingParameter("'%s' is not a date".formatted(text));
        }
        return new OctetWriter()
                .u16(within(text, Integer.parseInt(date.group(1)), ANY_YEAR))
                .u8(within(text, Integer.parseInt(date.group(2)), ANY))
                .u8(within(text, Integer.parseInt(date.group(3)), ANY))
                .u8(ANY)
                .toOctets();
    }

    private static int within(String text, int value, int limit) {
        if (value < 0 || value > limit) {
            throw new MissingParameter("'%s' is not a date".formatted(text));
        }
        return value;
    }

    /** One of SpecifiedX, NonSpecifiedX, LastX, SecondLastX, or the month in which daylight saving begins or ends. */
    private static int field(RequestPart date, String name, int any) {
        RequestPart field = date.first(name).orElseThrow(() -> new MissingParameter(name, date.name()));
        if (field.parts().isEmpty()) {
            return number(name, field.text(), any);
        }
        RequestPart choice = field.parts().get(0);
        String kind = choice.name();
        if (kind.startsWith("NonSpecified")) {
            return any;
        }
        if (kind.startsWith("SecondLast") || kind.endsWith("SavingsEnd")) {
            return SECOND_LAST;
        }
        if (kind.startsWith("Last") || kind.endsWith("SavingsBegin") || kind.endsWith("SavingsStart")) {
            return LAST;
        }
        return number(name, choice.text(), any);
    }

    private static int number(String name, String text, int any) {
        if (name.equals("DayOfWeek") && !text.isEmpty() && Character.isLetter(text.charAt(0))) {
            return dayOfWeek(text);
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= any) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, as a number out of range is
        }
        throw new MissingParameter("'%s' is no %s".formatted(text, name));
    }

    static int dayOfWeek(String text) {
        try {
            return DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)).getValue();
        } catch (IllegalArgumentException unknown) {
            throw new MissingParameter("'%s' is no day of the week".formatted(text));
        }
    }

    private static Octets weekdays(Template.Context context, List<Expression> given) {
        return bits(
                DayOfWeek.values().length,
                texts(context, given.get(0)).stream()
                        .map(text -> Character.isLetter(text.charAt(0)) ? dayOfWeek(text) : wholeNumber(text))
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
