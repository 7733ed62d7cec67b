package org.meterflow.gbcs;

import java.time.DayOfWeek;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A date of five bytes, any part of which a request may leave open or count from the end (IEC 62056-6-2). */
final class OpenDate {

    private static final Pattern PLAIN_DATE = Pattern.compile("(-?\\d{1,6})-(\\d{1,3})-(\\d{1,3})Z?");

    private static final int ANY_YEAR = 0xFFFF;
    private static final int ANY = 0xFF;
    private static final int LAST = 0xFE;
    private static final int SECOND_LAST = 0xFD;

    private OpenDate() {}

    /** Of an element with Year, Month, DayOfMonth and DayOfWeek, or of a date as text, where 65535 is any year. */
    static Octets encode(RequestPart part) {
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
}
