package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.Told;
import org.meterflow.process.engine.Cases;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.meterflow.registration.SupplierRegistered;
import org.meterflow.registration.SupplierRegistrationCancelled;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Notices when the registration of a switch is taken back, however late, and ends the switch. */
@Component
public class TakenBackSwitches {

    /** The process whose cases these are. */
    public static final String PROCESS = SupplierChange.PROCESS;

    private final SupplierChanges changes;
    private final SwitchProgress progress;
    private final SwitchEnd end;
    private final SwitchNotices notices;
    private final FormerSupplier formerSupplier;
    private final SwitchTimeline story;
    private final Registrations registrations;
    private final BusinessCalendar calendar;
    private final Cases cases;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TakenBackSwitches(
            SupplierChanges changes,
            SwitchProgress progress,
            SwitchEnd end,
            SwitchNotices notices,
            FormerSupplier formerSupplier,
            SwitchTimeline story,
            Registrations registrations,
            BusinessCalendar calendar,
            Cases cases,
            ApplicationEventPublisher events,
            Clock clock) {
        this.changes = changes;
        this.progress = progress;
        this.end = end;
        this.notices = notices;
        this.formerSupplier = formerSupplier;
        this.story = story;
        this.registrations = registrations;
        this.calendar = calendar;
        this.cases = cases;
        this.events = events;
        this.clock = clock;
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
        changes.lastSecuredOf(mpxn)
                .filter(change -> !isRegistered(change))
                .ifPresent(change -> events.publishEvent(takenBack(change)));
    }

    boolean isRegistered(SupplierChange change) {
        return registrations
                .on(change.mpxn(), change.supplyStartDate())
                .map(Registration::supplier)
                .filter(change.gaining()::equals)
                .isPresent();
    }

    /** For a hand-over that finds its registration gone. */
    void stop(SupplierChange change) {
        SwitchTakenBack fact = takenBack(change);
        events.publishEvent(fact);
        note(change, fact);
        end.called(changes.require(change.switchId()));
    }

    private SwitchTakenBack takenBack(SupplierChange change) {
        return new SwitchTakenBack(
                change.switchId(),
                change.mpxn(),
                change.gaining(),
                supplierFrom(change).orElse(null),
                change.supplyStartsAt());
    }

    /** Who supplies from the switch's supply start on, or today if that has passed. */
    private Optional<Mpid> supplierFrom(SupplierChange change) {
        LocalDate today = calendar.today();
        LocalDate start = change.supplyStartDate();
        return registrations
                .on(change.mpxn(), start.isAfter(today) ? start : today)
                .map(Registration::supplier);
    }

    /** Ends the switch where it stands, or writes down that it is undone if it had ended. Safe to repeat. */
    public void end(SwitchTakenBack fact) {
        SupplierChange change = changes.findLocked(fact.switchId()).orElseThrow();
        if (change.state() == SupplierChange.State.CANCELLED) {
            return;
        }
        note(change, fact);
        if (!cases.isRunning(change.key())) {
            end.called(changes.require(change.switchId()));
        } else if (cases.tell(change.key(), "switchCancelled") != Told.DELIVERED) {
            throw new ConcurrencyFailureException("Switch " + change.switchId() + " is between two steps");
        }
    }

    private void note(SupplierChange change, SwitchTakenBack fact) {
        String reason = "The registration of " + change.gaining() + " from " + change.supplyStartDate()
                + " has been taken back: "
                + Objects.requireNonNullElse(fact.supplier(), "nobody") + " supplies";
        progress.cancelRequested(
                change.switchId(), new Cancellation(Cancellation.REGISTRATION, reason), clock.instant());
        story.decided(change, "The registration has been taken back", reason);
    }

    /**
     * Tells all parties of a switch that was undone whose keys the devices hold.
     *
     * @param supplier whose they should be; null when nobody is registered
     * @param problem why they are not; null when they are
     */
    public void tellKeys(String switchId, @Nullable Mpid supplier, @Nullable String problem) {
        SupplierChange change = changes.require(switchId);
        if (problem == null) {
            formerSupplier.tellKeysReplaced(change, change.gaining());
        }
        notices.tellKeys(change, supplier, problem);
    }

    /** What became of a switch. */
    public String words(String switchId) {
        return changes.require(switchId).state().words();
    }
}
