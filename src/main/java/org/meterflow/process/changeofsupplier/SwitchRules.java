package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** When a switch may be made (domain: switch states and timeline). */
@Component
class SwitchRules {

    private final Registrations registrations;
    private final SupplierChanges changes;
    private final Parties parties;
    private final BusinessCalendar calendar;
    private final SwitchTimes times;
    private final SwitchSettings settings;
    private final Clock clock;

    SwitchRules(
            Registrations registrations,
            SupplierChanges changes,
            Parties parties,
            BusinessCalendar calendar,
            SwitchTimes times,
            SwitchSettings settings,
            Clock clock) {
        this.registrations = registrations;
        this.changes = changes;
        this.parties = parties;
        this.calendar = calendar;
        this.times = times;
        this.settings = settings;
        this.clock = clock;
    }

    Optional<Mpid> supplierToday(SupplierChange change) {
        return registrations.on(change.mpxn(), calendar.today()).map(Registration::supplier);
    }

    /** Why the switch cannot be made, in a sentence for those who asked; nothing when it can. */
    Optional<String> invalidity(SupplierChange change) {
        Optional<Registration> current = registrations.on(change.mpxn(), calendar.today());
        if (registrations.meterPoint(change.mpxn()).isEmpty() || current.isEmpty()) {
            return Optional.of("No supplier is registered at meter point " + change.mpxn());
        }
        return gainingSupplierProblem(change)
                .or(() -> sameSupplierProblem(change, current.get()))
                .or(() -> dateProblem(change))
                .or(() -> standstillProblem(change, current.get()))
                .or(() -> rival(change).map(other -> "Another switch of this meter point is not finished"));
    }

    /** The switch that came first. Its id is for the platform's own people: who lost the race learns only that it has. */
    Optional<String> rival(SupplierChange change) {
        return changes.openSwitchOf(change.mpxn(), change.switchId());
    }

    /** What stands against the switch when its gate closes, days after it was validated; nothing when it can be secured. */
    Optional<String> problemAtGate(SupplierChange change) {
        if (!clock.instant().isBefore(change.supplyStartsAt())) {
            return Optional.of("Supply start date " + change.supplyStartDate()
                    + " had passed before the switch was secured: ask again with a later one");
        }
        return gainingSupplierProblem(change)
                .or(() -> supplierToday(change).equals(Optional.ofNullable(change.losing()))
                        ? Optional.empty()
                        : Optional.of(change.losing() + " does not supply this meter point any more"));
    }

    private Optional<String> gainingSupplierProblem(SupplierChange change) {
        Optional<Party> gaining = parties.ofMpid(change.gaining());
        if (gaining.isEmpty()) {
            return Optional.of("No party has the market participant id " + change.gaining());
        }
        if (!gaining.get().live()) {
            return Optional.of(gaining.get().name() + " is not live");
        }
        Fuel fuel = change.mpxn().fuel();
        return parties.supplierUser(change.gaining(), fuel).isPresent()
                ? Optional.empty()
                : Optional.of(
                        gaining.get().name() + " supplies no " + fuel.name().toLowerCase(java.util.Locale.ROOT));
    }

    private static Optional<String> sameSupplierProblem(SupplierChange change, Registration current) {
        return current.supplier().equals(change.gaining())
                ? Optional.of(change.gaining() + " supplies this meter point already")
                : Optional.empty();
    }

    private Optional<String> dateProblem(SupplierChange change) {
        if (change.agreement().isReturn()) {
            return Optional.empty();
        }
        LocalDate start = change.supplyStartDate();
        LocalDate today = calendar.dayOf(change.agreement().requestedAt());
        if (start.isAfter(today.plusDays(settings.furthestDays()))) {
            return Optional.of(
                    "Supply start date " + start + " is more than " + settings.furthestDays() + " days ahead");
        }
        Instant decidable = times.windowEnd(change).plus(settings.objectionDecidedWithin());
        if (change.gateClosesAt().isBefore(decidable)) {
            return Optional.of("Supply start date " + start
                    + " is too early: an objection may come until " + times.windowEnd(change)
                    + ", which leaves too little time to decide on it before the gate closes");
        }
        return Optional.empty();
    }

    private Optional<String> standstillProblem(SupplierChange change, Registration current) {
        LocalDate over = calendar.plusWorkingDays(current.from(), settings.standstillDays());
        boolean tooEarly =
                change.supplyStartDate().isBefore(over) && !change.agreement().isReturn();
        return tooEarly && !isFirstKnown(change, current)
                ? Optional.of("The supplier changed on " + current.from() + ": there is no other change before " + over)
                : Optional.empty();
    }

    private boolean isFirstKnown(SupplierChange change, Registration current) {
        return registrations.of(change.mpxn()).stream()
                .noneMatch(other -> other.from().isBefore(current.from()));
    }
}
