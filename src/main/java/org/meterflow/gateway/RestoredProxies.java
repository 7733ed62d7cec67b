package org.meterflow.gateway;

import java.util.Optional;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.MeterAnswered;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** SRV 8.12.2: a gas proxy takes the device log of the one that it replaces. */
@Component
class RestoredProxies {

    private static final int LOG_RESTORED = 0x008C;

    static final String VARIANT = "8.12.2";

    private final Devices devices;
    private final OpenRequests open;
    private final ServiceRequests requests;
    private final Neighbours neighbours;
    private final DccAlerts alerts;
    private final GatewaySettings settings;

    RestoredProxies(
            Devices devices,
            OpenRequests open,
            ServiceRequests requests,
            Neighbours neighbours,
            DccAlerts alerts,
            GatewaySettings settings) {
        this.devices = devices;
        this.open = open;
        this.requests = requests;
        this.neighbours = neighbours;
        this.alerts = alerts;
        this.settings = settings;
    }

    Optional<Outcome> obstacle(Device proxy, MeterRequest request) {
        if (!(request instanceof MeterRequest.OfService service)
                || !service.variant().equals(VARIANT)) {
            return Optional.empty();
        }
        String named = service.body().value("OldGPFID").orElse("");
        Device old = replaced(service.body()).orElse(null);
        if (old == null) {
            return Optional.of(
                    Outcome.refused(ResponseCode.REPLACED_PROXY, "'" + named + "' is no gas proxy in the inventory"));
        }
        if (old.importMpxn() == null || !old.importMpxn().equals(proxy.importMpxn())) {
            return Optional.of(Outcome.refused(
                    ResponseCode.REPLACED_ELSEWHERE,
                    "Proxy %s mirrors the meter of %s, proxy %s that of %s"
                            .formatted(old.id(), old.importMpxn(), proxy.id(), proxy.importMpxn())));
        }
        return Optional.empty();
    }

    private Optional<Device> replaced(RequestPart body) {
        return body.value("OldGPFID")
                .filter(text -> text.matches("[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){7}"))
                .map(Eui64::new)
                .flatMap(devices::find)
                .filter(device -> device.type() == DeviceType.GPF);
    }

    /** The other suppliers of the home learn that the proxy knows its devices again. */
    @EventListener
    @Transactional
    void on(MeterAnswered answered) {
        if (!(answered.answer() instanceof MeterAnswer.Values values)
                || !values.items().stream().allMatch(MeterAnswer.Values.Item::succeeded)) {
            return;
        }
        ServiceRequest.numberOf(answered.reference())
                .flatMap(requests::find)
                .filter(request -> VARIANT.equals(request.variant()))
                .filter(request -> GbcsMessage.parse(answered.message()).messageCode() == LOG_RESTORED)
                .flatMap(request -> open.locked(request.number()))
                .ifPresent(request -> tell(request, answered.device()));
    }

    private void tell(ServiceRequest request, Eui64 id) {
        Device proxy = devices.find(id).orElseThrow();
        RequestPart body = RequestPart.of(DuisRequest.of(XmlText.parse(requests.document(request.number())))
                .content());
        replaced(body)
                .ifPresent(old -> neighbours
                        .suppliersAround(proxy)
                        .filter(user -> !user.equals(request.originator()))
                        .forEach(user -> alerts.proxyLogRestored(user, old, proxy)));
    }
}
