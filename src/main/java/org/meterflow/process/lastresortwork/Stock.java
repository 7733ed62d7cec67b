package org.meterflow.process.lastresortwork;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SwitchesOfSupplier;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Which meter points a direction concerns: written down page by page, so that memory does not grow with them. */
@Component
class Stock {

    private static final int PAGE = 2_000;

    private final FailedSupplier suppliers;
    private final LastResorts directions;
    private final ConcernedMeterPoints points;
    private final Registrations registrations;
    private final SwitchesOfSupplier switches;
    private final BusinessCalendar calendar;

    Stock(
            FailedSupplier suppliers,
            LastResorts directions,
            ConcernedMeterPoints points,
            Registrations registrations,
            SwitchesOfSupplier switches,
            BusinessCalendar calendar) {
        this.suppliers = suppliers;
        this.directions = directions;
        this.points = points;
        this.registrations = registrations;
        this.switches = switches;
        this.calendar = calendar;
    }

    /** All that are registered for the failed supplier on the day; what is written down already stays as it is. */
    void take(LastResort direction) {
        Set<Mpid> failed = suppliers.failed(direction);
        String after = "";
        List<Mpxn> page;
        do {
            page = registrations.suppliedBy(failed, direction.effectiveOn(), after, PAGE);
            if (!page.isEmpty()) {
                points.add(direction.caseId(), page, new HashSet<>(switches.paidInAdvance(page)));
                after = page.get(page.size() - 1).value();
            }
        } while (page.size() == PAGE);
    }

    /** Why the direction cannot be carried out; null when it can. */
    @Nullable
    String obstacle(LastResort direction, Counts counts) {
        if (direction.failed().equals(direction.successor())) {
            return "The supplier of last resort is the failed supplier itself";
        }
        if (!suppliers.isLive(direction.successor())) {
            return suppliers.name(direction.successor()) + " is not live";
        }
        if (direction.effectiveOn().isBefore(calendar.today())) {
            return "The day on which supply passes is over";
        }
        if (directions.another(direction.failed(), direction.caseId())) {
            return "Another direction for " + suppliers.name(direction.failed()) + " is being carried out";
        }
        if (counts.all() == 0) {
            return suppliers.name(direction.failed()) + " supplies no meter point on that day";
        }
        Map<Fuel, Mpid> successor = suppliers.successor(direction);
        return Optional.<String>empty()
                .or(() -> without(Fuel.ELECTRICITY, counts.electricity(), successor, direction))
                .or(() -> without(Fuel.GAS, counts.gas(), successor, direction))
                .orElse(null);
    }

    private Optional<String> without(Fuel fuel, long points, Map<Fuel, Mpid> successor, LastResort direction) {
        return points == 0 || successor.containsKey(fuel)
                ? Optional.empty()
                : Optional.of(suppliers.name(direction.successor()) + " supplies no "
                        + (fuel == Fuel.GAS ? "gas" : "electricity"));
    }

    long switchesTo(LastResort direction) {
        return switches.openTo(suppliers.failed(direction)).size();
    }

    long switchesFrom(LastResort direction) {
        return switches.openFrom(suppliers.failed(direction));
    }

    /** Switches to the failed supplier end; those from it go on. */
    void endSwitches(LastResort direction) {
        String why = suppliers.name(direction.failed()) + " has failed and supplies nobody any more";
        switches.openTo(suppliers.failed(direction)).forEach(switchId -> switches.end(switchId, why));
    }
}
