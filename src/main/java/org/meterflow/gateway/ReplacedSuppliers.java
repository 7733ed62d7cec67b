package org.meterflow.gateway;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CommandTookEffect;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.party.Parties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What follows for a supplier when a device has taken another one's credentials in the place of its own. */
@Component
class ReplacedSuppliers {

    private final OpenRequests open;
    private final Parties parties;
    private final DccAlerts alerts;
    private final Schedules schedules;

    ReplacedSuppliers(OpenRequests open, Parties parties, DccAlerts alerts, Schedules schedules) {
        this.open = open;
        this.parties = parties;
        this.alerts = alerts;
        this.schedules = schedules;
    }

    @EventListener
    @Transactional
    void on(MeterAnswered answered) {
        examine(answered.reference(), answered.device(), answered.answer());
    }

    @EventListener
    @Transactional
    void on(CommandTookEffect effect) {
        examine(effect.reference(), effect.device(), effect.outcome());
    }

    private void examine(String reference, Eui64 device, @Nullable MeterAnswer answer) {
        if (answer instanceof CredentialsReplaced replaced && replaced.succeeded()) {
            request(reference).ifPresent(request -> tell(replaced, request));
            schedules.removeWhereRightHasEnded(device);
        }
    }

    /** Only of a user's own request: of a switch in the market, its process tells. */
    private void tell(CredentialsReplaced replaced, RequestId request) {
        replaced.outcome().replaced().stream()
                .filter(one -> one.cell().equals(TrustCell.SUPPLIER_SIGNING))
                .filter(one -> !one.oldParty().equals(one.newParty()))
                .filter(one -> parties.ofUser(one.oldParty()).isPresent())
                .findFirst()
                .ifPresent(one -> alerts.supplierChanged(one.oldParty(), request));
    }

    private Optional<RequestId> request(String reference) {
        return ServiceRequest.numberOf(reference).flatMap(open::locked).map(ServiceRequest::requestId);
    }
}
