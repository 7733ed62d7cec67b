package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.meterflow.calendar.BusinessCalendar;
import org.springframework.stereotype.Component;

/** By when each side of a switch must have spoken (domain: switch states and timeline). */
@Component
class SwitchTimes {

    private final BusinessCalendar calendar;
    private final SwitchSettings settings;
    private final Clock clock;

    SwitchTimes(BusinessCalendar calendar, SwitchSettings settings, Clock clock) {
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

    /** Until the gate closes, judged by when the message came and not by when it is looked at. */
    boolean mayBeCancelled(SupplierChange change, Instant receivedAt) {
        boolean inTime = receivedAt.isBefore(change.gateClosesAt());
        boolean keysUntouched = change.state() == SupplierChange.State.SECURED
                && clock.instant().isBefore(change.supplyStartsAt().minus(settings.keysUntouchedUntil()));
        return inTime && (change.state().cancellable() || keysUntouched);
    }

    /** Until when the other fuel may be asked for, where both switch together or not at all. */
    Instant otherFuelDue(SupplierChange change) {
        return change.gateClosesAt().minus(settings.dualFuelCompleteBefore());
    }

    Instant otherFuelNextLook() {
        return clock.instant().plus(settings.dualFuelLookedAtEvery());
    }

    Instant dualFuelDecidedBy(SupplierChange change) {
        return change.gateClosesAt().plus(settings.dualFuelDecidedWithin());
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
