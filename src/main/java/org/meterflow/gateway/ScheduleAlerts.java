package org.meterflow.gateway;

import java.time.Clock;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.Callbacks.Kind;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** What users are told of their schedules unasked (DUIS 5.4, DCCAlertMessage). */
@Component
class ScheduleAlerts {

    private final Callbacks callbacks;
    private final Clock clock;
    private final GatewaySettings.Alerts codes;

    ScheduleAlerts(Callbacks callbacks, Clock clock, GatewaySettings settings) {
        this.callbacks = callbacks;
        this.clock = clock;
        this.codes = settings.alerts();
    }

    /** A schedule of this user ended without the user's doing. */
    @Transactional
    void scheduleRemoved(Eui64 user, Eui64 device, long scheduleId) {
        ResponseDocument document = ResponseDocument.alert(null, clock.instant());
        Element removal = ResponseDocument.add(document.dccAlert(codes.scheduleRemoval()), "DSPScheduleRemoval");
        ResponseDocument.add(removal, "DeviceID", device.value());
        ResponseDocument.add(removal, "DSPScheduleID", Long.toString(scheduleId));
        callbacks.alert(
                user,
                device,
                Kind.DCC_ALERT,
                "Schedule " + scheduleId + " of device " + device + " was removed",
                document);
    }

    /** A read that a schedule had made due has come to nothing. */
    @Transactional
    void commandFailed(RequestId request, long scheduleId, String reason) {
        ResponseDocument document = ResponseDocument.alert(null, clock.instant());
        Element failure = ResponseDocument.add(document.dccAlert(codes.commandFailure()), "CommandFailure");
        ResponseDocument.add(failure, "CommandRequestID", request.toString());
        ResponseDocument.add(failure, "DSPScheduleID", Long.toString(scheduleId));
        ResponseDocument.add(failure, "DeviceID", request.target().value());
        callbacks.alert(
                request.originator(),
                request.target(),
                Kind.DCC_ALERT,
                "Schedule " + scheduleId + " of device " + request.target() + ": " + reason,
                document);
    }
}
