package org.meterflow.process.lastresortwork;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SwitchesOfSupplier;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Passes the registrations of some meter points at a time, each chunk in a transaction with the note that it has passed. */
@Component
class PassedRegistrations {

    private final LastResortSettings settings;
    private final FailedSupplier suppliers;
    private final ConcernedMeterPoints points;
    private final Registrations registrations;
    private final SwitchesOfSupplier switches;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PassedRegistrations(
            LastResortSettings settings,
            FailedSupplier suppliers,
            ConcernedMeterPoints points,
            Registrations registrations,
            SwitchesOfSupplier switches,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.suppliers = suppliers;
        this.points = points;
        this.registrations = registrations;
        this.switches = switches;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return how many were taken */
    int passSome(LastResort direction) {
        Integer taken = transaction.execute(open -> {
            List<Mpxn> mpxns = points.takeUnpassed(direction.caseId(), settings.registrationsInOneGo()).stream()
                    .map(Concerned::mpxn)
                    .toList();
            if (!mpxns.isEmpty()) {
                pass(direction, mpxns);
            }
            return mpxns.size();
        });
        return taken == null ? 0 : taken;
    }

    private void pass(LastResort direction, List<Mpxn> mpxns) {
        Set<Mpid> failed = suppliers.failed(direction);
        Map<Fuel, Mpid> successor = suppliers.successor(direction);
        List<Mpxn> left = new ArrayList<>(mpxns);
        for (Map.Entry<Fuel, Mpid> each : successor.entrySet()) {
            List<Mpxn> ofFuel =
                    mpxns.stream().filter(mpxn -> mpxn.fuel() == each.getKey()).toList();
            List<Mpxn> passed = registrations.passOn(
                    ofFuel, failed, each.getValue(), direction.effectiveOn(), "direction " + direction.caseId());
            switches.loseFrom(passed, failed, each.getValue());
            points.passed(direction.caseId(), passed, clock.instant());
            left.removeAll(Set.copyOf(passed));
        }
        points.left(direction.caseId(), left, "The failed supplier does not supply it on this day", clock.instant());
    }
}
