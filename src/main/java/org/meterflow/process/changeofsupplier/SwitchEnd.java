package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.springframework.stereotype.Component;

/** How a switch ends before its meter point has changed hands, or after: rejected, refused, called off. */
@Component
class SwitchEnd {

    private final SwitchProgress progress;
    private final DualFuelSwitches dualFuel;
    private final SwitchNotices notices;
    private final FormerSupplier formerSupplier;
    private final Clock clock;

    SwitchEnd(
            SwitchProgress progress,
            DualFuelSwitches dualFuel,
            SwitchNotices notices,
            FormerSupplier formerSupplier,
            Clock clock) {
        this.progress = progress;
        this.dualFuel = dualFuel;
        this.notices = notices;
        this.formerSupplier = formerSupplier;
        this.clock = clock;
    }

    void rejected(SupplierChange change) {
        dualFuel.hold(change);
        progress.end(change.switchId(), State.REJECTED, null, clock.instant());
        notices.tellGaining(change, "switchRejected", Map.of("reason", Objects.requireNonNull(change.reason())));
        dualFuel.failed(change, "was rejected");
    }

    void refused(SupplierChange change, String reason) {
        dualFuel.hold(change);
        progress.end(change.switchId(), State.REFUSED, reason, clock.instant());
        notices.tellAll(change, "switchRefused", Map.of("reason", reason));
        dualFuel.failed(change, "was refused");
    }

    /** As its cancellation says. */
    void called(SupplierChange change) {
        Cancellation cancellation = Objects.requireNonNull(change.cancellation());
        boolean endsOther = !cancellation.byRegistration() && !cancellation.byOtherFuel();
        if (endsOther) {
            dualFuel.hold(change);
        }
        progress.end(change.switchId(), State.CANCELLED, cancellation.reason(), clock.instant());
        if (cancellation.byRegistration()) {
            formerSupplier.endSchedules(change);
            notices.tellAll(change, "registrationTakenBack", Map.of("reason", cancellation.reason()));
            return;
        }
        Map<String, String> why = new LinkedHashMap<>();
        why.put("cancelledBy", cancellation.by());
        why.put("reason", cancellation.reason());
        notices.tellAll(change, "switchCancelled", why);
        if (endsOther) {
            dualFuel.failed(change, "was cancelled");
        }
    }
}
