package org.meterflow.process.setaccount;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.identifier.Fuel;
import org.meterflow.process.changeofsupplier.MeterSnapshot;

/**
 * What a meter holds otherwise than it did before, or than the one before it did: so it comes to charge as that.
 *
 * @param commands that set it back, in the order in which they are sent: money before the mode, so that nobody pays in advance from
 *     an empty meter; a balance that has grown stays
 * @param unknown what could not be compared or cannot be set back from afar, a sentence each
 */
public record Differences(List<Command> commands, List<String> unknown) {

    private static final String PREPAYMENT = "<Prepayment><SuspendDebtDisabled>true</SuspendDebtDisabled>"
            + "<SuspendDebtEmergency>true</SuspendDebtEmergency><DisablementThreshold>0</DisablementThreshold></Prepayment>";

    /** @param body as DUIS has it */
    public record Command(String name, String service, String body) {}

    public static Differences between(MeterSnapshot before, MeterSnapshot now, Fuel fuel) {
        Differences found = new Differences(new ArrayList<>(), new ArrayList<>());
        found.prices(before.tariff(), now.tariff(), fuel);
        if (Boolean.TRUE.equals(before.paysInAdvance())) {
            found.money(before, now, fuel);
        }
        found.mode(before, now);
        return found;
    }

    /** What brings a meter to an account; who pays in advance already loses nothing of what is on the meter. */
    static Differences towards(WantedAccount wanted, MeterSnapshot now, Fuel fuel) {
        Differences found = new Differences(new ArrayList<>(), new ArrayList<>());
        if (now.balance().isEmpty() || now.paysInAdvance() == null) {
            found.unknown.add("The meter has not told its payment mode and what is on it");
        } else if (wanted.inAdvance()) {
            found.inAdvance(wanted, now, fuel);
        } else {
            found.byBill(now, fuel);
        }
        return found;
    }

    private void inAdvance(WantedAccount wanted, MeterSnapshot now, Fuel fuel) {
        boolean already = Boolean.TRUE.equals(now.paysInAdvance());
        debts(Debts.of(wanted.debt(), wanted.aWeek(), fuel), new Debts(now.balance(), now.configuration(), fuel));
        BigDecimal missing = wanted.balance().subtract(WantedAccount.balance(now.balance()));
        if (already ? missing.signum() > 0 : missing.signum() != 0) {
            commands.add(new Command(
                    "balance",
                    "1.5",
                    "<PrepaymentMode>" + Debts.amount("AdjustMeterBalance", missing) + "</PrepaymentMode>"));
        }
        if (!already) {
            commands.add(new Command("mode", "1.6", PREPAYMENT));
        }
    }

    /** The mode first: what is on the meter then collects nothing any more. */
    private void byBill(MeterSnapshot now, Fuel fuel) {
        boolean inAdvance = Boolean.TRUE.equals(now.paysInAdvance());
        if (inAdvance) {
            commands.add(new Command("mode", "1.6", "<Credit/>"));
        }
        debts(Debts.of(BigDecimal.ZERO, BigDecimal.ZERO, fuel), new Debts(now.balance(), now.configuration(), fuel));
        if (inAdvance || WantedAccount.balance(now.balance()).signum() > 0) {
            commands.add(new Command("balance", "1.5", "<CreditMode><ResetMeterBalance/></CreditMode>"));
        }
    }

    private void debts(Debts wanted, Debts present) {
        if (!wanted.isSameAs(present)) {
            commands.add(new Command("debts", "2.3", wanted.body(present)));
        }
    }

    private void prices(Map<String, String> before, Map<String, String> now, Fuel fuel) {
        if (before.isEmpty()) {
            unknown.add("The meter had not told its tariff");
            return;
        }
        if (!Prices.same(before, now)) {
            Optional<String> body = fuel == Fuel.GAS ? Prices.gas(before) : Prices.electricity(before);
            body.ifPresentOrElse(
                    written -> commands.add(new Command("prices", "1.2.1", written)),
                    () -> unknown.add("The former prices cannot be put into one message"));
        }
        String times = before.get("switchingTimes");
        if (!now.isEmpty() && times != null && !times.equals(now.get("switchingTimes"))) {
            unknown.add("The times at which prices change are others now: the supplier sets them with its tariff");
        }
    }

    private void money(MeterSnapshot before, MeterSnapshot now, Fuel fuel) {
        if (before.balance().isEmpty() || now.balance().isEmpty()) {
            unknown.add("The meter had not told its balance and debts, so they could not be compared");
            return;
        }
        debts(before, now, fuel);
        BigDecimal missing = amount(before.balance(), "meterBalance").subtract(amount(now.balance(), "meterBalance"));
        if (missing.signum() > 0) {
            commands.add(new Command(
                    "balance",
                    "1.5",
                    "<PrepaymentMode>" + Debts.amount("AdjustMeterBalance", missing) + "</PrepaymentMode>"));
        }
    }

    private void debts(MeterSnapshot before, MeterSnapshot now, Fuel fuel) {
        Map<String, String> rates = before.configuration().isEmpty() ? now.configuration() : before.configuration();
        Debts owed = new Debts(before.balance(), rates, fuel);
        Debts present = new Debts(now.balance(), now.configuration(), fuel);
        if (owed.isSameAs(present)) {
            return;
        }
        if (rates.isEmpty()) {
            unknown.add("The meter had not told how it collects debts, so they were not set back");
        } else {
            commands.add(new Command("debts", "2.3", owed.body(present)));
        }
    }

    private static BigDecimal amount(Map<String, String> answer, String name) {
        return new BigDecimal(Objects.requireNonNullElse(answer.get(name), "0"));
    }

    /** Never to prepayment from an empty meter: that would leave the home without supply. */
    private void mode(MeterSnapshot before, MeterSnapshot now) {
        if (before.paysInAdvance() == null || now.paysInAdvance() == null) {
            unknown.add("The meter had not told its payment mode");
        } else if (before.paysInAdvance() && !now.paysInAdvance()) {
            if (amount(before.balance(), "meterBalance").signum() > 0
                    && !now.balance().isEmpty()) {
                commands.add(new Command("mode", "1.6", PREPAYMENT));
            } else {
                unknown.add("The home paid in advance before, and its meter would be empty");
            }
        } else if (now.paysInAdvance() && !before.paysInAdvance()) {
            commands.add(new Command("mode", "1.6", "<Credit/>"));
        }
    }

    public String words() {
        String differs = commands.isEmpty()
                ? "Nothing differs that is set from afar"
                : "Differs: " + commands.stream().map(Command::name).collect(Collectors.joining(", "));
        return unknown.isEmpty() ? differs : differs + ". " + String.join("; ", unknown);
    }
}
