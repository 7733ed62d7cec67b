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

/** When a switch may be made, and by when each side must have spoken (domain: switch states and timeline). */
@Component
class SwitchRules {

    private final Registrations registrations;
    private final SupplierChanges changes;
    private final Parties parties;
    private final BusinessCalendar calendar;
    private final SwitchSettings settings;
    private final Clock clock;

    SwitchRules(
            Registrations registrations,
            SupplierChanges changes,
            Parties parties,
            BusinessCalendar calendar,
            SwitchSettings settings,
            Clock clock) {
        this.registrations = registrations;
        this.changes = changes;
        this.parties = parties;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    Instant gateClosure(LocalDate supplyStartDate) {
        return calendar.at(supplyStartDate.minusDays(1), settings.gateCloses());
    }

    Instant supplyStart(LocalDate supplyStartDate) {
        return calendar.startOf(supplyStartDate);
    }

    /** 17:00 London on the working day after the request that the kind of consumer gives. */
    Instant windowEnd(SupplierChange change) {
        int days =
                change.agreement().domestic() ? settings.objectionDaysDomestic() : settings.objectionDaysNonDomestic();
        LocalDate requested = calendar.dayOf(change.agreement().requestedAt());
        return calendar.at(calendar.plusWorkingDays(requested, days), settings.windowCloses());
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
        LocalDate start = change.supplyStartDate();
        LocalDate today = calendar.dayOf(change.agreement().requestedAt());
        if (start.isAfter(today.plusDays(settings.furthestDays()))) {
            return Optional.of(
                    "Supply start date " + start + " is more than " + settings.furthestDays() + " days ahead");
        }
        Instant decidable = windowEnd(change).plus(settings.objectionDecidedWithin());
        if (change.gateClosesAt().isBefore(decidable)) {
            return Optional.of("Supply start date " + start
                    + " is too early: an objection may come until " + windowEnd(change)
                    + ", which leaves too little time to decide on it before the gate closes");
        }
        return Optional.empty();
    }

    private Optional<String> standstillProblem(SupplierChange change, Registration current) {
        LocalDate over = calendar.plusWorkingDays(current.from(), settings.standstillDays());
        return change.supplyStartDate().isBefore(over) && !isFirstKnown(change, current)
                ? Optional.of("The supplier changed on " + current.from() + ": there is no other change before " + over)
                : Optional.empty();
    }

    private boolean isFirstKnown(SupplierChange change, Registration current) {
        return registrations.of(change.mpxn()).stream()
                .noneMatch(other -> other.from().isBefore(current.from()));
    }

    /** Until the gate closes, judged by when the message came and not by when it is looked at. */
    boolean mayBeCancelled(SupplierChange change, Instant receivedAt) {
        boolean inTime = receivedAt.isBefore(change.gateClosesAt());
        boolean keysUntouched = change.state() == SupplierChange.State.SECURED
                && clock.instant().isBefore(change.supplyStartsAt().minus(settings.keysUntouchedUntil()));
        return inTime && (change.state().cancellable() || keysUntouched);
    }

    Instant personDue(SupplierChange change) {
        Instant due = clock.instant().plus(settings.personAnswersWithin());
        return due.isAfter(change.gateClosesAt()) && clock.instant().isBefore(change.gateClosesAt())
                ? change.gateClosesAt()
                : due;
    }

    Instant paymentModeDue() {
        return clock.instant().plus(settings.paymentModeWithin());
    }

    Instant readinessRetry() {
        return clock.instant().plus(settings.readinessCheckedEvery());
    }
}
