package org.meterflow.process.restoremeter;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.meterflow.identifier.Fuel;

/** The debts that a meter collects, and how fast, as it told them with 4.3 and 4.13 and as 2.3 sets them. */
record Debts(Map<String, String> owed, Map<String, String> configuration, Fuel fuel) {

    private static final int MONEY_SCALE = 5;
    private static final int HUNDREDTHS = 2;
    private static final String A_DAY = "86400";

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
        String scale = fuel == Fuel.GAS ? "" : "<DebtRecoveryRatePriceScale>-5</DebtRecoveryRatePriceScale>";
        String name = (fuel == Fuel.GAS ? "GasDebtRecovery" : "ElecDebtRecovery") + debt;
        return "<" + name + ">" + amount("DebtRecoveryRate", rate(debt)) + scale + "<DebtRecoveryRatePeriod>"
                + period(debt) + "</DebtRecoveryRatePeriod></" + name + ">";
    }

    static String amount(String name, BigDecimal pounds) {
        return element(name, pounds.movePointRight(MONEY_SCALE));
    }

    private static String element(String name, BigDecimal value) {
        return "<" + name + ">" + value.toBigInteger() + "</" + name + ">";
    }
}
