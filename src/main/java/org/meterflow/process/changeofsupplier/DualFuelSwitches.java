package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.Told;
import org.meterflow.process.changeofsupplier.DualFuelGroup.Decision;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.Cases;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Electricity and gas that switch together or not at all. Whichever half comes to the gate first decides for both, under a lock
 * on their group: no half is secured while the other is refused. Whichever fails before ends the other.
 */
@Component
class DualFuelSwitches {

    private final DualFuelGroups groups;
    private final SwitchProgress progress;
    private final SwitchTimes times;
    private final SwitchTimeline story;
    private final Cases cases;
    private final Clock clock;

    DualFuelSwitches(
            DualFuelGroups groups,
            SwitchProgress progress,
            SwitchTimes times,
            SwitchTimeline story,
            Cases cases,
            Clock clock) {
        this.groups = groups;
        this.progress = progress;
        this.times = times;
        this.story = story;
        this.cases = cases;
        this.clock = clock;
    }

    /** Locked until the transaction ends; nothing when the switch goes its own way. */
    private Optional<DualFuelGroup> lock(SupplierChange change) {
        return Optional.ofNullable(change.agreement().dualFuelGroup())
                .map(groups::lock)
                .filter(DualFuelGroup::oneFailsAllFail);
    }

    private Optional<SupplierChange> otherHalf(SupplierChange change, DualFuelGroup group) {
        return groups.othersLocked(group.groupId(), change.switchId()).stream().findFirst();
    }

    /**
     * When the switch is to be looked at next, at its gate or because of its other half. Nothing is locked for it: whoever asks may
     * have written to the switch already.
     */
    Instant nextLook(SupplierChange change) {
        Instant now = clock.instant();
        Instant gate = change.gateClosesAt();
        Instant due = times.otherFuelDue(change);
        Optional<DualFuelGroup> open = together(change).filter(group -> group.is(Decision.OPEN));
        if (open.isEmpty()) {
            return gate;
        }
        if (!now.isBefore(gate)) {
            return times.otherFuelNextLook();
        }
        return now.isBefore(due) && askedTogetherWith(change).isEmpty() ? due : gate;
    }

    private Optional<DualFuelGroup> together(SupplierChange change) {
        return group(change).filter(DualFuelGroup::oneFailsAllFail);
    }

    private Optional<DualFuelGroup> group(SupplierChange change) {
        return Optional.ofNullable(change.agreement().dualFuelGroup()).flatMap(groups::find);
    }

    /** Whether it is too early to decide: the other half may still come, or has not got to the gate. */
    boolean awaitsOtherFuel(SupplierChange change) {
        return lock(change)
                .filter(group -> group.is(Decision.OPEN))
                .filter(group -> awaits(change, otherHalf(change, group)))
                .isPresent();
    }

    private boolean awaits(SupplierChange change, Optional<SupplierChange> other) {
        Instant now = clock.instant();
        if (other.isEmpty()) {
            return now.isBefore(times.otherFuelDue(change));
        }
        boolean undecided = !other.get().isEnding() && other.get().state() != State.CONFIRMED;
        return now.isBefore(change.gateClosesAt()) || undecided && now.isBefore(times.dualFuelDecidedBy(change));
    }

    /**
     * What stands against the switch at its gate, or against its other half, which is decided for both.
     *
     * @param rules what stands against one switch, whatever becomes of the other
     */
    Optional<String> problemAtGate(SupplierChange change, Function<SupplierChange, Optional<String>> rules) {
        Optional<DualFuelGroup> group = lock(change);
        if (group.isEmpty()) {
            return rules.apply(change);
        }
        return switch (group.get().decision()) {
            case SECURED -> Optional.empty();
            case FAILED -> Optional.of(bothOrNeither(group.get().because()));
            case OPEN -> decide(change, group.get(), rules);
        };
    }

    private Optional<String> decide(
            SupplierChange change, DualFuelGroup group, Function<SupplierChange, Optional<String>> rules) {
        Optional<String> own = rules.apply(change);
        if (own.isPresent()) {
            groups.failed(group.groupId(), what(change) + " could not be secured");
            return own;
        }
        Optional<String> otherwise = otherHalf(change, group)
                .map(other -> isSound(other, rules) ? "" : what(other) + " could not be secured")
                .or(() -> Optional.of("no request for " + otherFuel(change) + " came by "
                        + BusinessCalendar.inWords(times.otherFuelDue(change))))
                .filter(because -> !because.isEmpty());
        otherwise.ifPresentOrElse(
                because -> groups.failed(group.groupId(), because), () -> groups.secured(group.groupId()));
        return otherwise.map(DualFuelSwitches::bothOrNeither);
    }

    private static boolean isSound(SupplierChange other, Function<SupplierChange, Optional<String>> rules) {
        return other.state() == State.CONFIRMED
                && !other.isEnding()
                && rules.apply(other).isEmpty();
    }

    /** Before anything is written to a switch that ends, so that its group is always locked first. */
    void hold(SupplierChange change) {
        lock(change);
    }

    /**
     * A switch has failed before its gate: its other half ends too. Nobody learns from it what was said of the customer.
     *
     * @param how such as "was rejected"
     */
    void failed(SupplierChange change, String how) {
        lock(change).ifPresent(group -> {
            if (!group.is(Decision.FAILED)) {
                groups.failed(group.groupId(), what(change) + " " + how);
            }
            otherHalf(change, group)
                    .filter(other -> !other.state().ended() && !other.isEnding())
                    .ifPresent(other -> end(other, what(change) + " " + how));
        });
    }

    private void end(SupplierChange other, String because) {
        String why = bothOrNeither(because);
        progress.cancelRequested(other.switchId(), new Cancellation(Cancellation.DUAL_FUEL, why), clock.instant());
        story.decided(other, "Ends with its other half", why);
        Told told = cases.tell(other.key(), "switchCancelled");
        if (told != Told.DELIVERED && told != Told.KEPT) {
            throw new ConcurrencyFailureException("Switch " + other.switchId() + " is between two steps");
        }
    }

    /** Whether it was decided at the gate that both happen, though this one may not have got there. */
    boolean secured(SupplierChange change) {
        return group(change).filter(of -> of.is(Decision.SECURED)).isPresent();
    }

    /** What was asked for together, in words; nothing of a switch that was asked for by itself. */
    Optional<String> inWords(SupplierChange change) {
        return group(change)
                .map(group -> "Together with " + otherFuel(change)
                        + (group.oneFailsAllFail() ? ": both or neither" : ": each goes its own way"));
    }

    List<SupplierChange> askedTogetherWith(SupplierChange change) {
        return Optional.ofNullable(change.agreement().dualFuelGroup())
                .map(group -> groups.others(group, change.switchId()))
                .orElse(List.of());
    }

    private static String what(SupplierChange change) {
        return "the switch of " + DualFuelRequests.inWords(change.mpxn()) + " at the same home";
    }

    private static String otherFuel(SupplierChange change) {
        return DualFuelRequests.inWords(change.mpxn()).equals("gas") ? "electricity" : "gas";
    }

    private static String bothOrNeither(@Nullable String because) {
        return "Electricity and gas were to switch together or not at all, and " + because;
    }
}
