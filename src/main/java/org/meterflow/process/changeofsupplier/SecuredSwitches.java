package org.meterflow.process.changeofsupplier;

import java.time.LocalDate;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.meterflow.registration.SupplierRegistered;
import org.meterflow.registration.SupplierRegistrationCancelled;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The switches whose registration is there: notices when it is taken back, however late. */
@Component
class SecuredSwitches {

    private final SupplierChanges changes;
    private final Registrations registrations;
    private final BusinessCalendar calendar;
    private final ApplicationEventPublisher events;

    SecuredSwitches(
            SupplierChanges changes,
            Registrations registrations,
            BusinessCalendar calendar,
            ApplicationEventPublisher events) {
        this.changes = changes;
        this.registrations = registrations;
        this.calendar = calendar;
        this.events = events;
    }

    @EventListener
    void on(SupplierRegistrationCancelled fact) {
        look(fact.mpxn());
    }

    /** A file may put another supplier in its place without a word of the one before. */
    @EventListener
    void on(SupplierRegistered fact) {
        look(fact.mpxn());
    }

    private void look(Mpxn mpxn) {
        changes.lastSecuredOf(mpxn).filter(change -> !isRegistered(change)).ifPresent(this::report);
    }

    boolean isRegistered(SupplierChange change) {
        return registrations
                .on(change.mpxn(), change.supplyStartDate())
                .map(Registration::supplier)
                .filter(change.gaining()::equals)
                .isPresent();
    }

    SwitchTakenBack report(SupplierChange change) {
        SwitchTakenBack fact = new SwitchTakenBack(
                change.switchId(),
                change.mpxn(),
                change.gaining(),
                supplierFrom(change).orElse(null),
                change.supplyStartsAt());
        events.publishEvent(fact);
        return fact;
    }

    /** Who supplies from the switch's supply start on, or today if that has passed. */
    private Optional<Mpid> supplierFrom(SupplierChange change) {
        LocalDate today = calendar.today();
        LocalDate start = change.supplyStartDate();
        return registrations
                .on(change.mpxn(), start.isAfter(today) ? start : today)
                .map(Registration::supplier);
    }
}
