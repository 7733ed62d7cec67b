package org.meterflow.gateway;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.Device;
import org.meterflow.duis.Duis;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.Callbacks.Kind;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.PowerLoss;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** What the DCC tells users unasked (DUIS 5.4, DCCAlertMessage), signed and sent after the caller's commit. */
@Component
public class DccAlerts {

    private static final int MOST_ASSOCIATED = 7;

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

    /**
     * A meter was opted out of the DCC's services (SRV 8.5).
     *
     * @param associated the home's other devices that are no meters
     */
    @Transactional
    public void withdrawn(Eui64 user, Device meter, List<Device> associated) {
        ResponseDocument document = ResponseDocument.alert(null, clock.instant());
        Element event = ResponseDocument.add(document.dccAlert(codes.withdrawal()), "DeviceStatusChangeEvent");
        ResponseDocument.add(event, "DeviceID", meter.id().value());
        Element change = ResponseDocument.add(
                ResponseDocument.add(event, "DeviceStatusChange"), "MeterDecommissioningOrWithdrawal");
        Element points = ResponseDocument.add(change, "MeterDecommissionOrWithdrawal");
        ResponseDocument.addOptional(points, "ImportMPxN", meter.importMpxn());
        ResponseDocument.addOptional(points, "ExportMPAN", meter.exportMpan());
        associated.stream().limit(MOST_ASSOCIATED).forEach(one -> {
            Element device = ResponseDocument.add(change, "AssociatedType1Device");
            ResponseDocument.add(device, "DeviceID", one.id().value());
            ResponseDocument.add(device, "DeviceType", one.type().name());
        });
        callbacks.alert(user, meter.id(), Kind.DCC_ALERT, "Device " + meter.id() + " was withdrawn", document);
    }

    /**
     * A gas proxy has taken over the device log of another (SRV 8.12.2).
     *
     * @param old whose log it was
     */
    @Transactional
    public void proxyLogRestored(Eui64 user, Device old, Device proxy) {
        Eui64 hub = Objects.requireNonNull(proxy.network());
        Eui64 oldHub = old.network();
        ResponseDocument document = ResponseDocument.alert(null, clock.instant());
        Element restored = ResponseDocument.add(document.dccAlert(codes.proxyLogRestored()), "DeviceLogRestored");
        ResponseDocument.add(
                restored,
                "RestoredDate",
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
        Element log = ResponseDocument.add(restored, "GPFDeviceLog");
        ResponseDocument.add(log, "OldCHFDeviceID", (oldHub == null ? hub : oldHub).value());
        ResponseDocument.add(log, "NewCHFDeviceID", hub.value());
        ResponseDocument.add(log, "OldGPFDeviceID", old.id().value());
        ResponseDocument.add(log, "NewGPFDeviceID", proxy.id().value());
        callbacks.alert(
                user,
                proxy.id(),
                Kind.DCC_ALERT,
                "Proxy " + proxy.id() + " has taken over the device log of " + old.id(),
                document);
    }

    /**
     * A home without supply, as its network operator is told of it.
     *
     * @param networkOperator who is told
     */
    record PowerOutage(Eui64 networkOperator, PowerLoss loss, Mpxn mpxn) {}

    /** Homes have lost their supply: many at once, since it takes few failures to darken a town. */
    @Transactional
    void supplyLost(List<PowerOutage> outages) {
        callbacks.alerts(outages.stream().map(this::alert).toList());
    }

    private Callbacks.Alert alert(PowerOutage outage) {
        PowerLoss loss = outage.loss();
        ResponseDocument document = ResponseDocument.alert(null, clock.instant());
        Element event = ResponseDocument.add(document.dccAlert(codes.powerOutage()), "PowerOutageEvent");
        ResponseDocument.add(event, "CommsHubDeviceID", loss.hub().value());
        ResponseDocument.add(event, "StartDateTime", Duis.timeText(loss.lostAt()));
        ResponseDocument.add(event, "MPxN", outage.mpxn().value());
        return new Callbacks.Alert(
                outage.networkOperator(),
                loss.hub(),
                Kind.DCC_ALERT,
                "Meter point " + outage.mpxn() + " has been without supply since "
                        + BusinessCalendar.inWords(loss.lostAt()),
                document);
    }
}
