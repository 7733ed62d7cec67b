package org.meterflow.gbcs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Conversions that only rows for gas meters and proxies use. */
final class GasFunctions {

    static final Map<String, ScalarFunction> BY_NAME = Map.of(
            "gasDate", (context, given) -> date(part(context, given.get(0))),
            "until", (context, given) -> until(Dates.instant(given.get(0).text(context))),
            "periods", GasFunctions::periods,
            "blockThresholds", (context, given) -> BlockTariff.thresholds(context.request()),
            "supplyState", (context, given) -> supplyState(given.get(0).text(context)),
            "billingDuration", (context, given) -> Billing.of(context).duration,
            "billingTimebase", (context, given) -> Billing.of(context).timebase);

    private static final int ANY = 0xFF;
    private static final int LAST_DAY = 0xFE;
    private static final int SECOND_LAST_DAY = 0xFD;
    private static final long OPEN_END = Dates.GAS_NEVER - 1;
    private static final int DAYS = 0x21;
    private static final int WEEKS = 0x22;
    private static final int MONTHS = 0x23;

    private GasFunctions() {}

    /** How long a billing period is, in which time base (ZigBee Smart Energy, block period duration type). */
    private record Billing(long duration, long timebase) {

        static Billing of(Template.Context context) {
            String periodicity = context.request().required("Periodicity");
            return switch (periodicity) {
                case "Daily" -> new Billing(1, DAYS);
                case "Weekly" -> new Billing(1, WEEKS);
                case "Monthly" -> new Billing(1, MONTHS);
                case "Quarterly" -> new Billing(3, MONTHS);
                case "SixMonthly" -> new Billing(6, MONTHS);
                case "Yearly" -> new Billing(12, MONTHS);
                default -> throw new MissingParameter("'%s' is no periodicity of bills".formatted(periodicity));
            };
        }
    }

    private static RequestPart part(Template.Context context, Expression place) {
        if (!(place instanceof Expression.Parameter parameter)) {
            throw new IllegalArgumentException("gasDate takes a $path");
        }
        String inside = Template.Context.inside(parameter.path());
        return context.base(parameter.path())
                .first(inside)
                .orElseThrow(() -> new MissingParameter(inside, context.here().name()));
    }

    /** Year from 1900, month, day, weekday; FF for any. */
    private static Octets date(RequestPart date) {
        int year = number(date, "SpecifiedYear");
        int day = date.has("LastDayOfMonth")
                ? LAST_DAY
                : date.has("SecondLastDayOfMonth") ? SECOND_LAST_DAY : number(date, "SpecifiedDayOfMonth");
        return new OctetWriter()
                .u8(year == ANY ? ANY : year - 1900)
                .u8(number(date, "SpecifiedMonth"))
                .u8(day)
                .u8(number(date, "SpecifiedDayOfWeek"))
                .toOctets();
    }

    private static int number(RequestPart date, String name) {
        try {
            return date.value(name).map(Integer::parseInt).orElse(ANY);
        } catch (NumberFormatException wrong) {
            throw new MissingParameter("%s is no whole number".formatted(name));
        }
    }

    /** The end of a period, in seconds since 2000; periods without end have one just before never. */
    private static long until(Instant end) {
        long seconds = Dates.isNever(end) ? OPEN_END : DlmsTime.secondsSince2000(end);
        return Math.min(seconds, OPEN_END);
    }

    /** How many whole periods of so many seconds lie between two times, as many as sixteen bits can say. */
    private static Object periods(Template.Context context, List<Expression> given) {
        Instant from = Dates.instant(given.get(0).text(context));
        Instant to = Dates.instant(given.get(1).text(context));
        if (to.isBefore(from)) {
            throw new MissingParameter("The period ends (%s) before it begins (%s)".formatted(to, from));
        }
        long periods = Duration.between(from, to).toSeconds() / given.get(2).number(context);
        return Math.min(periods, 0xFFFEL);
    }

    private static long supplyState(String text) {
        return switch (text) {
            case "Locked" -> 0;
            case "Armed" -> 1;
            case "Unlocked" -> 2;
            case "Unchanged" -> 3;
            default -> throw new MissingParameter("'%s' is no state of a supply".formatted(text));
        };
    }
}
