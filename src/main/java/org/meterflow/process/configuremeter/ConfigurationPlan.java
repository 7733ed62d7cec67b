package org.meterflow.process.configuremeter;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SwitchedAccount;
import org.meterflow.process.placed.PlacedCall;
import org.springframework.stereotype.Component;

/** Makes of what a supplier wants the commands that a meter understands, in the order in which it takes them. */
@Component
class ConfigurationPlan {

    private static final String SUSPENDED_DEBT = "<Prepayment><SuspendDebtDisabled>true</SuspendDebtDisabled>"
            + "<SuspendDebtEmergency>true</SuspendDebtEmergency><DisablementThreshold>0</DisablementThreshold></Prepayment>";
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final FriendlyDays friendlyDays;
    private final Devices devices;
    private final BusinessCalendar calendar;
    private final MeterNumbers numbers;

    ConfigurationPlan(FriendlyDays friendlyDays, Devices devices, BusinessCalendar calendar, MeterNumbers numbers) {
        this.friendlyDays = friendlyDays;
        this.devices = devices;
        this.calendar = calendar;
        this.numbers = numbers;
    }

    /** Emergency credit, and days without disconnection: nothing else. */
    Plan protection(PlacedCall call, Fuel fuel) {
        return new Plan(List.of(new Command("prepayment", "2.1", bodies(fuel).prepayment(null, days(call)))), null);
    }

    private Bodies bodies(Fuel fuel) {
        return fuel == Fuel.GAS ? new GasBodies(numbers) : new ElectricityBodies(numbers);
    }

    private List<LocalDate> days(PlacedCall call) {
        return friendlyDays.from(Duration.parse(call.said(ConfigureMeter.PROTECT_FOR)));
    }

    /**
     * @param read what the meter has told of its balance and debts at this visit; empty when it was not asked
     * @return all but what former visits have done
     */
    Plan all(PlacedCall call, Mpxn mpxn, SwitchedAccount account, Map<String, Object> read) {
        WantedSettings wanted = WantedSettings.of(call);
        Bodies bodies = bodies(mpxn.fuel());
        boolean prepayment = wanted.prepayment() && account.inAdvance();
        List<Command> commands = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        if (wanted.prepayment() && !prepayment) {
            remarks.add("The home does not pay in advance: only a payment mode switch changes that, which looks at the"
                    + " household first. It stays on credit");
        }
        commands.add(new Command("tariff", "1.1.1", bodies.tariff(wanted)));
        commands.add(new Command("mode", "1.6", prepayment ? SUSPENDED_DEBT : "<Credit/>"));
        if (prepayment) {
            commands.add(new Command("prepayment", "2.1", bodies.prepayment(wanted.emergencyCredit(), days(call))));
        }
        if (account.inAdvance()) {
            commands.add(new Command("debts", "2.3", bodies.noDebts(Owed.of(read))));
            takeOffBalance(call, account.balanceAtStart(), read, bodies, prepayment, commands, remarks);
        }
        commands.add(new Command("billing", "6.8", bodies.billing(wanted.billingDay(), calendar.today())));
        commands.add(new Command("alerts", "6.22", bodies.alerts(prepayment)));
        commands.add(new Command(
                "name",
                "3.4",
                Markup.text("SupplierName", wanted.supplierName())
                        + Markup.text("SupplierTelephoneNumber", wanted.supplierTelephone())));
        if (wanted.wantsReadings()) {
            commands.add(new Command("readings", "5.1", schedule(wanted, mpxn)));
        }
        List<String> done = call.several(ConfigureMeter.DONE);
        commands.removeIf(command -> done.contains(command.name()));
        return new Plan(commands, remarks.isEmpty() ? null : String.join(". ", remarks));
    }

    /**
     * What was there when supply started is given back by the losing supplier, so the meter loses just that: what was used or
     * topped up since belongs to the gaining one.
     */
    private static void takeOffBalance(
            PlacedCall call,
            @Nullable BigDecimal atStart,
            Map<String, Object> read,
            Bodies bodies,
            boolean prepayment,
            List<Command> commands,
            List<String> remarks) {
        if (atStart == null) {
            remarks.add("The balance when supply started is not known, so the meter keeps what is on it");
        } else if (atStart.signum() != 0 && !isTakenOff(call, atStart, read)) {
            commands.add(new Command("balance", "1.5", bodies.balance(atStart.negate(), prepayment)));
        }
    }

    /** A command without an answer may have reached the meter: its balance then went down by about that much. */
    private static boolean isTakenOff(PlacedCall call, BigDecimal atStart, Map<String, Object> read) {
        if (call.said(ConfigureMeter.BALANCE_BEFORE).isEmpty()) {
            return false;
        }
        BigDecimal before = new BigDecimal(call.said(ConfigureMeter.BALANCE_BEFORE));
        BigDecimal gone = before.subtract(ConfigureMeter.balance(read));
        BigDecimal half = atStart.multiply(HALF);
        return atStart.signum() > 0 ? gone.compareTo(half) > 0 : gone.compareTo(half) < 0;
    }

    private String schedule(WantedSettings wanted, Mpxn mpxn) {
        return Markup.element("ScheduleFrequency", wanted.frequency())
                + Markup.element("ScheduleStartDate", calendar.today().plusDays(1))
                + "<DSPScheduledServiceReference>4.6</DSPScheduledServiceReference>"
                + "<DSPScheduledServiceReferenceVariant>4.6.1</DSPScheduledServiceReferenceVariant>"
                + Markup.element("DeviceID", reader(mpxn).id())
                + Markup.element(
                        "DSPRetrieveImportDailyReadLog",
                        Markup.element("StartDateOffset", -wanted.daysRead())
                                + "<StartTime>00:00:00Z</StartTime><EndDateOffset>0</EndDateOffset><EndTime>00:00:00Z</EndTime>");
    }

    /** Gas is read from the proxy on the hub, which does not sleep. */
    private Device reader(Mpxn mpxn) {
        return devices.at(mpxn).stream()
                .filter(device -> device.type() == DeviceType.GPF)
                .findFirst()
                .or(() -> devices.meterOf(mpxn))
                .orElseThrow(() -> new IllegalStateException("There is no meter at " + mpxn));
    }
}
