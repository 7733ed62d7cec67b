package org.meterflow.process.setaccount;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.meterflow.identifier.Fuel;

/** The debts that a meter collects, and how fast, as it told them with 4.3 and 4.13 and as 2.3 sets them. */
record Debts(Map<String, String> owed, Map<String, String> configuration, Fuel fuel) {

    private static final int MONEY_SCALE = 5;
    private static final int HUNDREDTHS = 2;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Short.MAX_VALUE);
    private static final BigDecimal DAYS_A_WEEK = BigDecimal.valueOf(7);
    private static final String A_DAY = "86400";

    /** One debt, collected day by day; without any, nothing is collected. */
    static Debts of(BigDecimal owed, BigDecimal aWeek, Fuel fuel) {
        BigDecimal rate =
                owed.signum() == 0 ? BigDecimal.ZERO : aWeek.divide(DAYS_A_WEEK, MONEY_SCALE, RoundingMode.HALF_UP);
        String name = fuel == Fuel.GAS ? "Debt 1 recovery amount" : "Time-based debt 1 recovery rate";
        return new Debts(Map.of("timeDebt1", owed.toPlainString()), Map.of(name, rate.toPlainString()), fuel);
    }

    BigDecimal all() {
        return Stream.of("paymentDebt", "timeDebt1", "timeDebt2")
                .map(this::owed)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean isSameAs(Debts other) {
        return Stream.of("paymentDebt", "timeDebt1", "timeDebt2").allMatch(name -> same(owed(name), other.owed(name)))
                && (configuration.isEmpty()
                        || other.configuration.isEmpty()
                        || Stream.of(1, 2)
                                        .allMatch(debt -> same(rate(debt), other.rate(debt))
                                                && period(debt).equals(other.period(debt)))
                                && same(share(), other.share()));
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    private BigDecimal owed(String name) {
        return number(owed, name);
    }

    private BigDecimal rate(int debt) {
        return number(
                configuration,
                fuel == Fuel.GAS ? "Debt " + debt + " recovery amount" : "Time-based debt " + debt + " recovery rate");
    }

    private String period(int debt) {
        String written = configuration.getOrDefault(
                fuel == Fuel.GAS
                        ? "Debt " + debt + " recovery frequency"
                        : "Time-based debt " + debt + " recovery period",
                A_DAY);
        return written.equals("hourly") || written.startsWith("3600") ? "HOURLY" : "DAILY";
    }

    private BigDecimal share() {
        return number(configuration, fuel == Fuel.GAS ? "Debt 3 share of each top-up" : "Debt recovery per payment");
    }

    /** Numbers may come with a unit behind them. */
    private static BigDecimal number(Map<String, String> from, String name) {
        String written = Objects.requireNonNullElse(from.get(name), "0");
        return new BigDecimal(written.split("[ %]")[0]);
    }

    /** @return what makes these debts of those that the meter holds now: the meter adds the amounts to its own */
    String body(Debts now) {
        return amount("TimeDebtRegister1", owed("timeDebt1").subtract(now.owed("timeDebt1")))
                + amount("TimeDebtRegister2", owed("timeDebt2").subtract(now.owed("timeDebt2")))
                + amount("PaymentDebtRegister", owed("paymentDebt").subtract(now.owed("paymentDebt")))
                + element("DebtRecoveryPerPayment", share().movePointRight(HUNDREDTHS))
                + recovery(1)
                + recovery(2);
    }

    private String recovery(int debt) {
        String name = (fuel == Fuel.GAS ? "GasDebtRecovery" : "ElecDebtRecovery") + debt;
        return "<" + name + ">" + (fuel == Fuel.GAS ? amount("DebtRecoveryRate", rate(debt)) : scaled(rate(debt)))
                + element("DebtRecoveryRatePeriod", period(debt)) + "</" + name + ">";
    }

    /** An electricity meter takes 16 bits and a scale: the more is collected, the fewer decimals there are. */
    private static String scaled(BigDecimal rate) {
        int scale = MONEY_SCALE;
        while (scale > 0 && rate.movePointRight(scale).compareTo(LARGEST) > 0) {
            scale--;
        }
        BigDecimal whole = rate.movePointRight(scale).setScale(0, RoundingMode.HALF_UP);
        return element("DebtRecoveryRate", whole) + element("DebtRecoveryRatePriceScale", BigDecimal.valueOf(-scale));
    }

    static String amount(String name, BigDecimal pounds) {
        return element(name, pounds.movePointRight(MONEY_SCALE));
    }

    private static String element(String name, BigDecimal value) {
        return element(name, value.toBigInteger().toString());
    }

    private static String element(String name, String value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }
}
