package org.meterflow.process.configuremeter;

import static org.meterflow.process.configuremeter.Markup.element;
import static org.meterflow.process.configuremeter.Markup.indexed;
import static org.meterflow.process.configuremeter.Markup.pounds;
import static org.meterflow.process.configuremeter.Markup.time;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What electricity meters are sent. */
final class ElectricityBodies implements Bodies {

    private static final int STANDING_SCALE = 4;
    private static final int FINE_SCALE = 5;
    private static final int COARSE_SCALE = 4;
    private static final BigDecimal LARGEST_FINE = new BigDecimal("0.32767");
    private static final long NO_THRESHOLD = 4_294_967_295L;
    private static final int THRESHOLDS = 8;
    private static final LocalDate FAR_AWAY = LocalDate.of(2099, 12, 31);
    private static final MonthDay JANUARY_1 = MonthDay.of(1, 1);
    private static final String WORKING_DAYS = Stream.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
            .map(day -> element("DayOfWeekApplicability", element("DayOfWeekID", day)))
            .collect(Collectors.joining("", "<DaysOfWeekApplicability>", "</DaysOfWeekApplicability>"));

    private final MeterNumbers numbers;

    ElectricityBodies(MeterNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public String tariff(WantedSettings wanted) {
        return element(
                        "ElecTariffElements",
                        "<CurrencyUnits>GBP</CurrencyUnits>"
                                + element(
                                        "SwitchingTable",
                                        element("DayProfiles", element("DayProfile", day(wanted)))
                                                + element(
                                                        "WeekProfiles",
                                                        element(
                                                                "WeekProfile",
                                                                element("WeekName", 1) + Markup.week(1, 1)))
                                                + element("Seasons", element("Season", season())))
                                + "<SpecialDays/>"
                                + element("ThresholdMatrix", thresholds()))
                + element("PriceElements", element("ElectricityPriceElements", prices(wanted)));
    }

    private String day(WantedSettings wanted) {
        String allDay = element("DayName", 1);
        if (wanted.nightPrice() == null) {
            return allDay + action("00:00:00.00Z", 1);
        }
        return allDay + action(numbers.nightFrom() + ":00.00Z", 2) + action(numbers.nightUntil() + ":00.00Z", 1);
    }

    private static String action(String time, int price) {
        return element("ProfileSchedule", element("StartTime", time) + element("TOUTariffAction", price));
    }

    private static String season() {
        return element("SeasonName", "allyear")
                + element("SeasonStartDate", date("<NonSpecifiedYear/>", JANUARY_1))
                + element("ReferencedWeekName", 1);
    }

    private static String date(String year, MonthDay day) {
        String written = day.toString();
        return element("Year", year)
                + element("Month", element("SpecifiedMonth", written.substring(2, 4)))
                + element("DayOfMonth", element("SpecifiedDayOfMonth", written.substring(5)))
                + element("DayOfWeek", "<NonSpecifiedDayOfWeek/>");
    }

    private static String thresholds() {
        return IntStream.rangeClosed(1, THRESHOLDS)
                .mapToObj(period -> indexed("Thresholds", period, indexed("BlockThreshold", 1, NO_THRESHOLD)))
                .collect(Collectors.joining());
    }

    private static String prices(WantedSettings wanted) {
        BigDecimal night = wanted.nightPrice();
        boolean fine = fits(wanted.unitPrice()) && (night == null || fits(night));
        int scale = fine ? FINE_SCALE : COARSE_SCALE;
        return element("StandingCharge", whole(wanted.standingCharge(), STANDING_SCALE))
                + element("StandingChargeScale", -STANDING_SCALE)
                + element("PriceScale", -scale)
                + element(
                        "TOUTariff",
                        indexed("TOUPrice", 1, whole(wanted.unitPrice(), scale))
                                + (night == null ? "" : indexed("TOUPrice", 2, whole(night, scale))));
    }

    private static boolean fits(BigDecimal price) {
        return price.compareTo(LARGEST_FINE) <= 0;
    }

    private static long whole(BigDecimal amount, int scale) {
        return amount.movePointRight(scale).longValue();
    }

    @Override
    public String prepayment(@Nullable BigDecimal emergencyCredit, List<LocalDate> friendly) {
        return element(
                "UpdatePrepayConfigElectricity",
                element("DebtRecoveryRateCap", numbers.debtCap().longValue())
                        + pounds(
                                "EmergencyCreditLimit",
                                emergencyCredit == null ? numbers.emergencyCredit() : emergencyCredit)
                        + pounds("EmergencyCreditThreshold", numbers.emergencyThreshold())
                        + pounds("LowCreditThreshold", numbers.lowCredit())
                        + element("ElectricityNonDisablementCalendar", calendar(friendly))
                        + pounds("MaxMeterBalance", numbers.largestBalance())
                        + pounds("MaxCreditThreshold", numbers.largestTopUp()));
    }

    /** A day that begins with a start and has no stop is friendly until the next stop. */
    private String calendar(List<LocalDate> friendly) {
        String days = IntStream.range(0, friendly.size())
                .mapToObj(at -> indexed("SpecialDay", at + 1, element("Date", date(friendly.get(at)))))
                .collect(Collectors.joining());
        String each = IntStream.rangeClosed(1, friendly.size())
                .mapToObj(number -> element("SpecialDayApplicability", element("SpecialDayID", number)))
                .collect(Collectors.joining());
        LocalDate first = friendly.get(0);
        return element("ElectricitySpecialDays", days)
                + schedule(
                        "START",
                        element("SpecialDaysApplicability", each),
                        "<DaysOfWeekApplicability/>",
                        midnight(),
                        first)
                + schedule(
                        "START",
                        "<SpecialDaysApplicability/>",
                        WORKING_DAYS,
                        time("SwitchTime", numbers.friendlyFrom()),
                        first)
                + schedule(
                        "STOP",
                        "<SpecialDaysApplicability/>",
                        WORKING_DAYS,
                        time("SwitchTime", numbers.friendlyUntil()),
                        first);
    }

    private static String midnight() {
        return element("SwitchTime", "00:00:00Z");
    }

    private static String date(LocalDate day) {
        return date(element("SpecifiedYear", day.getYear()), MonthDay.from(day));
    }

    private static String schedule(String script, String special, String week, String time, LocalDate from) {
        return element(
                "ElectricityNonDisablementSchedule",
                element("NonDisablementScript", script)
                        + special
                        + week
                        + element(
                                "ScheduleDatesAndTime",
                                time + element("StartDate", from) + element("EndDate", FAR_AWAY)));
    }

    @Override
    public String noDebts(Owed owed) {
        return owed.takenOff() + recovery("ElecDebtRecovery1") + recovery("ElecDebtRecovery2");
    }

    private static String recovery(String name) {
        return element(
                name,
                "<DebtRecoveryRate>0</DebtRecoveryRate><DebtRecoveryRatePriceScale>-5</DebtRecoveryRatePriceScale>"
                        + "<DebtRecoveryRatePeriod>DAILY</DebtRecoveryRatePeriod>");
    }

    @Override
    public String balance(BigDecimal by, boolean prepayment) {
        return pounds("AdjustMeterBalance", by);
    }

    @Override
    public String billing(int day, LocalDate from) {
        return element("ElectricityBillingCalendar", "<BillingTime>00:00:00Z</BillingTime>" + element("Monthly", day));
    }

    @Override
    public String alerts(boolean prepayment) {
        String wanted = prepayment ? "Enable" : "Disable";
        return element(
                "ElectricitySupplierAlerts",
                ALERTS_OF_CREDIT.stream().map(code -> element(code, wanted)).collect(Collectors.joining()));
    }
}
