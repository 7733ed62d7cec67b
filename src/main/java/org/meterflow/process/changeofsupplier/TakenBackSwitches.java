package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.process.Told;
import org.meterflow.process.engine.Cases;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Ends a switch whose registration has been taken back. */
@Component
public class TakenBackSwitches {

    /** The process whose cases these are. */
    public static final String PROCESS = SupplierChange.PROCESS;

    private final SupplierChanges changes;
    private final SwitchProgress progress;
    private final SwitchEnd end;
    private final SecuredSwitches secured;
    private final SwitchNotices notices;
    private final FormerSupplier formerSupplier;
    private final SwitchTimeline story;
    private final Cases cases;
    private final Clock clock;

    TakenBackSwitches(
            SupplierChanges changes,
            SwitchProgress progress,
            SwitchEnd end,
            SecuredSwitches secured,
            SwitchNotices notices,
            FormerSupplier formerSupplier,
            SwitchTimeline story,
            Cases cases,
            Clock clock) {
        this.changes = changes;
        this.progress = progress;
        this.end = end;
        this.secured = secured;
        this.notices = notices;
        this.formerSupplier = formerSupplier;
        this.story = story;
        this.cases = cases;
        this.clock = clock;
    }

    /** For a hand-over that finds its registration gone. */
    void stop(SupplierChange change) {
        note(change, secured.report(change));
        end.called(changes.require(change.switchId()));
    }

    /**
     * Ends the switch where it stands, or writes down that it is undone if it had ended; one that is suspended ends when it is
     * resumed. Safe to repeat.
     */
    public void end(SwitchTakenBack fact) {
        SupplierChange change = changes.findLocked(fact.switchId()).orElseThrow();
        if (change.state() == SupplierChange.State.CANCELLED) {
            return;
        }
        note(change, fact);
        if (!cases.isRunning(change.key())) {
            end.called(changes.require(change.switchId()));
            return;
        }
        Told told = cases.tell(change.key(), "switchCancelled");
        if (told != Told.DELIVERED && told != Told.KEPT) {
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
