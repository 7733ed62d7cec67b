package org.meterflow.process.configuremeter;

import static org.meterflow.process.configuremeter.Markup.element;
import static org.meterflow.process.configuremeter.Markup.indexed;
import static org.meterflow.process.configuremeter.Markup.pounds;
import static org.meterflow.process.configuremeter.Markup.time;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What gas meters are sent. */
final class GasBodies implements Bodies {

    private static final long NO_THRESHOLD = 281_474_976_710_655L;
    private static final int WORKING_DAY = 1;
    private static final int FRIENDLY_DAY = 2;
    private static final int BILLS_BEFORE = 1;

    private final MeterNumbers numbers;

    GasBodies(MeterNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public String tariff(WantedSettings wanted) {
        return element(
                        "GasTariffElements",
                        element(
                                        "SwitchingTable",
                                        element(
                                                        "DayProfiles",
                                                        element(
                                                                "DayProfile",
                                                                element("DayName", 1) + element("TOUTariffAction", 1)))
                                                + element(
                                                        "WeekProfiles",
                                                        element(
                                                                "WeekProfile",
                                                                element("WeekName", 1) + Markup.week(1, 1)))
                                                + element("Seasons", season()))
                                + "<SpecialDays/>"
                                + element("ThresholdMatrix", indexed("BlockThreshold", 1, NO_THRESHOLD)))
                + element(
                        "GasPriceElements",
                        "<CurrencyUnits>GBP</CurrencyUnits>"
                                + pounds("StandingCharge", wanted.standingCharge())
                                + element(
                                        "TOUTariff",
                                        indexed("TOUPrice", 1, Markup.hundredThousandths(wanted.unitPrice()))));
    }

    private static String season() {
        return element(
                "Season",
                element("SeasonStartDate", date("<GasNonSpecifiedYear/>", 1, 1)) + element("ReferencedWeekName", 1));
    }

    private static String date(String year, int month, int day) {
        return element("GasYearWithWildcards", year)
                + element("GasMonthWithWildcards", element("SpecifiedMonth", month))
                + element("GasDayOfMonthWithWildcards", element("SpecifiedDayOfMonth", day))
                + element("GasDayOfWeekWithWildcards", "<NonSpecifiedDayOfWeek/>");
    }

    @Override
    public String prepayment(@Nullable BigDecimal emergencyCredit, List<LocalDate> friendly) {
        return element(
                "UpdatePrepayConfigGas",
                pounds("DebtRecoveryRateCap", numbers.debtCap())
                        + pounds(
                                "EmergencyCreditLimit",
                                emergencyCredit == null ? numbers.emergencyCredit() : emergencyCredit)
                        + pounds("EmergencyCreditThreshold", numbers.emergencyThreshold())
                        + pounds("LowCreditThreshold", numbers.lowCredit())
                        + element("GasNonDisablementCalendar", calendar(friendly))
                        + pounds("MaxMeterBalance", numbers.largestBalance())
                        + pounds("MaxCreditThreshold", numbers.largestTopUp()));
    }

    private String calendar(List<LocalDate> friendly) {
        String special = friendly.stream()
                .map(day -> element(
                        "SpecialDay",
                        element(
                                        "Date",
                                        date(
                                                element("SpecifiedYear", day.getYear()),
                                                day.getMonthValue(),
                                                day.getDayOfMonth()))
                                + element("ReferencedDayName", FRIENDLY_DAY)))
                .collect(Collectors.joining());
        return element("DayProfiles", workingDay() + friendlyDay())
                + element(
                        "WeekProfiles",
                        element("WeekProfile", element("WeekName", 1) + Markup.week(WORKING_DAY, FRIENDLY_DAY)))
                + element("SeasonProfiles", season())
                + element("SpecialDays", special);
    }

    private String workingDay() {
        return element(
                "GasNonDisablementDayProfile",
                action(LocalTime.MIDNIGHT, "START")
                        + action(numbers.friendlyUntil(), "STOP")
                        + action(numbers.friendlyFrom(), "START")
                        + element("GasDayName", WORKING_DAY));
    }

    private static String friendlyDay() {
        return element(
                "GasNonDisablementDayProfile",
                action(LocalTime.MIDNIGHT, "START") + element("GasDayName", FRIENDLY_DAY));
    }

    private static String action(LocalTime at, String script) {
        return element("TimeStartAction", time("StartTime", at) + element("NonDisablementAction", script));
    }

    @Override
    public String noDebts(Owed owed) {
        return owed.takenOff() + recovery("GasDebtRecovery1") + recovery("GasDebtRecovery2");
    }

    private static String recovery(String name) {
        return element(
                name, "<DebtRecoveryRate>0</DebtRecoveryRate><DebtRecoveryRatePeriod>DAILY</DebtRecoveryRatePeriod>");
    }

    @Override
    public String balance(BigDecimal by, boolean prepayment) {
        return element(prepayment ? "PrepaymentMode" : "CreditMode", pounds("AdjustMeterBalance", by));
    }

    /** A gas meter counts months from a day. */
    @Override
    public String billing(int day, LocalDate from) {
        LocalDate begins = from.withDayOfMonth(day);
        LocalDate next = begins.isBefore(from) ? begins.plusMonths(BILLS_BEFORE) : begins;
        return element(
                "GasBillingCalendar",
                element("BillingPeriodStart", next + "T00:00:00Z") + element("Periodicity", "Monthly"));
    }

    @Override
    public String alerts(boolean prepayment) {
        String wanted = prepayment ? "Enable" : "Disable";
        return element(
                "GasSupplierAlertEventSettings",
                ALERTS_OF_CREDIT.stream()
                        .map(code -> element(
                                code,
                                element("WANAlert", wanted)
                                        + element("HANAlert", wanted)
                                        + element("EventLog", "Enable")))
                        .collect(Collectors.joining()));
    }
}
