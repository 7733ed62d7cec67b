package org.meterflow.gbcs;

import java.util.List;
import java.util.stream.IntStream;

/** When an electricity meter closes a billing period: daily to yearly, as a list of times and open dates. */
final class BillingCalendar {

    private static final int ANY = 0xFF;
    private static final int MONTHS = 12;

    private BillingCalendar() {}

    static DlmsData of(Template.Context context) {
        RequestPart calendar = context.request()
                .first("ElectricityBillingCalendar")
                .orElseThrow(() -> new MissingParameter(
                        "ElectricityBillingCalendar", context.request().name()));
        Octets time = TimeFunctions.timeOfDay(calendar.required("BillingTime"));
        return new DlmsData.Array(dates(calendar).stream()
                .<DlmsData>map(date -> DlmsData.structure(DlmsData.octets(time), DlmsData.octets(date)))
                .toList());
    }

    private static List<Octets> dates(RequestPart calendar) {
        for (RequestPart part : calendar.parts()) {
            switch (part.name()) {
                case "Daily" -> {
                    return List.of(date(ANY, ANY, ANY));
                }
                case "Weekly" -> {
                    return List.of(date(ANY, ANY, dayOfWeek(own(part, "DayOfWeek"))));
                }
                case "Monthly" -> {
                    return List.of(date(ANY, number("Monthly", own(part, "DayOfMonth")), ANY));
                }
                case "Quarterly" -> {
                    return every(3, part);
                }
                case "SixMonthly" -> {
                    return every(6, part);
                }
                case "Yearly", "Annually" -> {
                    return every(MONTHS, part);
                }
                default -> {
                    // the time, which every calendar has
                }
            }
        }
        throw new MissingParameter("ElectricityBillingCalendar names no period from daily to yearly");
    }

    private static List<Octets> every(int months, RequestPart period) {
        int day = number("DayOfMonth", period.required("DayOfMonth"));
        int first = number("BillingPeriodStartMonth", period.required("BillingPeriodStartMonth"));
        return IntStream.range(0, MONTHS / months)
                .mapToObj(n -> date((first - 1 + n * months) % MONTHS + 1, day, ANY))
                .toList();
    }

    /** What the part itself says, or the element inside it that says it. */
    private static String own(RequestPart part, String inside) {
        return part.parts().isEmpty() ? part.text() : part.required(inside);
    }

    private static int dayOfWeek(String text) {
        return !text.isEmpty() && Character.isLetter(text.charAt(0))
                ? OpenDate.dayOfWeek(text)
                : number("DayOfWeek", text);
    }

    private static int number(String element, String text) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= ANY) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, as a number out of range is
        }
        throw new MissingParameter("'%s' is no %s".formatted(text, element));
    }

    private static Octets date(int month, int day, int dayOfWeek) {
        return new OctetWriter().u16(0xFFFF).u8(month).u8(day).u8(dayOfWeek).toOctets();
    }
}
