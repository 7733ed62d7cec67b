package org.meterflow.gateway;

import java.time.Clock;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.Callbacks.Kind;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.MeterAlerted;
import org.meterflow.party.Parties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands on what devices say unasked. */
@Component
class DeviceAlerts {

    private final Callbacks callbacks;
    private final Parties parties;
    private final Clock clock;

    DeviceAlerts(Callbacks callbacks, Parties parties, Clock clock) {
        this.callbacks = callbacks;
        this.parties = parties;
        this.clock = clock;
    }

    /** An alert goes to the user the device addressed it to. */
    @EventListener
    @Transactional
    void on(MeterAlerted alerted) {
        if (parties.ofUser(alerted.recipient()).isEmpty()) {
            return;
        }
        GbcsMessage message = GbcsMessage.parse(alerted.message());
        RequestId responseId = new RequestId(alerted.device(), alerted.recipient(), message.originatorCounter());
        ResponseDocument document = ResponseDocument.alert(responseId.toString(), clock.instant());
        GbcsPayload.add(document.deviceAlert(alerted.alertCode()), alerted.message());
        callbacks.alert(
                alerted.recipient(),
                alerted.device(),
                Kind.DEVICE_ALERT,
                ("The device raised alert " + alerted.alertCode() + " " + alerted.name()).strip(),
                document);
    }
}
