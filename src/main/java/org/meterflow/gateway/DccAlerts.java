package org.meterflow.gateway;

import java.time.Clock;
import org.meterflow.device.Device;
import org.meterflow.gateway.Callbacks.Kind;
import org.meterflow.gateway.duis.ResponseDocument;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.RequestId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** What the DCC tells users unasked (DUIS 5.4, DCCAlertMessage), signed and sent after the caller's commit. */
@Component
public class DccAlerts {

    private final Callbacks callbacks;
    private final Clock clock;
    private final GatewaySettings.Alerts codes;

    DccAlerts(Callbacks callbacks, Clock clock, GatewaySettings settings) {
        this.callbacks = callbacks;
        this.clock = clock;
        this.codes = settings.alerts();
    }

    /**
     * Another supplier's credentials have taken the place of this one's.
     *
     * @param losingSupplier who is told
     * @param request the gaining supplier's request for it (SRV 6.23)
     */
    @Transactional
    public void supplierChanged(Eui64 losingSupplier, RequestId request) {
        ResponseDocument document = ResponseDocument.alert(null, clock.instant());
        Element change = ResponseDocument.add(document.dccAlert(codes.changeOfSupplier()), "ChangeOfSupplier");
        ResponseDocument.add(change, "ChangeOfSupplierServiceRequestID", request.toString());
        callbacks.alert(
                losingSupplier,
                request.target(),
                Kind.DCC_ALERT,
                "Another supplier's credentials took the place of this one's by request " + request,
                document);
    }

    /**
     * The same, when no user's request was the reason but a switch in the market.
     *
     * @param mpxn the meter point that has changed hands
     */
    @Transactional
    public void supplierChanged(Eui64 losingSupplier, Device device, Mpxn mpxn) {
        ResponseDocument document = ResponseDocument.alert(null, clock.instant());
        Element change = ResponseDocument.add(document.dccAlert(codes.changeOfSupplier()), "ChangeOfSupplier");
        Element changed = ResponseDocument.add(change, "DeviceChangeOfSupplier");
        ResponseDocument.add(changed, "DeviceID", device.id().value());
        ResponseDocument.add(changed, "DeviceType", device.type().name());
        ResponseDocument.add(ResponseDocument.add(changed, "MPxNs"), "ImportMPxN", mpxn.value());
        callbacks.alert(
                losingSupplier,
                device.id(),
                Kind.DCC_ALERT,
                "Another supplier's credentials took the place of this one's at meter point " + mpxn,
                document);
    }

    /** A schedule of this user ended without the user's doing. */
    @Transactional
    public void scheduleRemoved(Eui64 user, Eui64 device, long scheduleId) {
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
    public void commandFailed(RequestId request, long scheduleId, String reason) {
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
