package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Switches that have happened, and the way back from one that should not have: another switch, to which nobody objects. */
@Component
public class PastSwitches {

    private final SupplierChanges changes;
    private final ReturnedSwitches returned;
    private final Registrations registrations;
    private final SwitchTimes times;
    private final SwitchTimeline story;
    private final PrepaymentReads prepayment;
    private final BusinessCalendar calendar;
    private final SwitchSettings settings;
    private final Clock clock;

    PastSwitches(
            SupplierChanges changes,
            ReturnedSwitches returned,
            Registrations registrations,
            SwitchTimes times,
            SwitchTimeline story,
            PrepaymentReads prepayment,
            BusinessCalendar calendar,
            SwitchSettings settings,
            Clock clock) {
        this.changes = changes;
        this.returned = returned;
        this.registrations = registrations;
        this.times = times;
        this.story = story;
        this.prepayment = prepayment;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /** The last one whose supply has started, whether or not all of it is done. */
    public Optional<PastSwitch> lastOf(Mpxn mpxn) {
        return returned.lastOf(mpxn, clock.instant()).map(this::require);
    }

    /** @throws IllegalStateException when there is none, or it has not got as far as having a losing supplier */
    public PastSwitch require(String switchId) {
        SupplierChange change = changes.require(switchId);
        String obstacle = obstacle(change);
        return new PastSwitch(
                switchId,
                change.mpxn(),
                change.losingSupplier(),
                change.gaining(),
                change.supplyStartDate(),
                change.state() == State.CHANGED,
                obstacle,
                change.reason(),
                change.reads().finalRead(),
                change.reads().openingRead(),
                change.reads().unit());
    }

    private @Nullable String obstacle(SupplierChange change) {
        if (change.state() != State.CHANGED) {
            return "The switch to " + change.gaining() + " is not complete yet. Report it when it is";
        }
        if (change.agreement().isReturn()) {
            return "The meter point went back to " + change.gaining() + " already";
        }
        Optional<Mpid> supplier =
                registrations.on(change.mpxn(), calendar.today()).map(Registration::supplier);
        return supplier.equals(Optional.of(change.gaining()))
                ? null
                : change.gaining() + " does not supply the meter point any more";
    }

    /**
     * Writes down the switch by which the meter point goes back, on the first day for which the gate can still close. Twice is once.
     *
     * @param returnCase the case that wants it
     * @return the new switch's id, under which {@code changeOfSupplier} is then to be called
     */
    public String beginReturn(String switchId, String returnCase) {
        return returned.of(returnCase).orElseGet(() -> {
            SupplierChange wrong = changes.require(switchId);
            SupplierChange back = SupplierChange.requested(agreement(wrong));
            changes.add(back.agreement());
            returned.askedBy(back.switchId(), returnCase);
            story.decided(
                    back,
                    "Erroneous transfer returned",
                    "Switch " + switchId + " should not have happened; both suppliers have agreed to undo it");
            return back.switchId();
        });
    }

    /** The switch by which this case has had a meter point returned. */
    public PastSwitch returnedBy(String returnCase) {
        return require(returned.of(returnCase).orElseThrow());
    }

    private SwitchAgreement agreement(SupplierChange wrong) {
        LocalDate start = firstDay();
        return new SwitchAgreement(
                wrong.switchId() + "-R" + (returned.returnsOf(wrong.switchId()) + 1),
                wrong.mpxn(),
                wrong.losingSupplier(),
                null,
                start,
                wrong.agreement().domestic(),
                prepayment.paysInAdvance(wrong),
                clock.instant(),
                wrong.agreement().requestedBy(),
                null,
                times.gateClosure(start),
                times.supplyStart(start),
                false,
                null,
                wrong.switchId());
    }

    private LocalDate firstDay() {
        LocalDate day = calendar.today().plusDays(1);
        while (times.gateClosure(day).isBefore(clock.instant().plus(settings.objectionDecidedWithin()))) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** What a meter held when the switch looked, while the losing supplier's keys were on it. */
    public MeterSnapshot snapshotOf(String switchId) {
        return prepayment.snapshot(changes.require(switchId));
    }

    /** How the home was paid for when supply started; of a switch under way, as far as its meter has told. */
    public SwitchedAccount accountOf(String switchId) {
        SupplierChange change = changes.require(switchId);
        return new SwitchedAccount(
                prepayment.paysInAdvance(change),
                prepayment.account(change).map(PrepaymentAccount::balance).orElse(null));
    }

    /** The schedules that ran at the meter point when the switch was secured. */
    public List<Long> schedulesOf(String switchId) {
        return returned.schedulesOf(switchId);
    }
}
