package org.meterflow.gateway;

import java.util.Objects;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.MeterAnswer.CredentialsReplaced;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.MeterAnswered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What follows when a device has taken others' credentials in places of the DCC: see {@link OwnPlaceChanges}. */
@Component
class ChangedPlaces {

    private static final Logger log = LoggerFactory.getLogger(ChangedPlaces.class);

    private final OpenRequests open;
    private final ServiceRequests requests;
    private final Devices devices;
    private final Neighbours neighbours;
    private final Schedules schedules;
    private final DccAlerts alerts;
    private final CredentialAlerts credentials;

    ChangedPlaces(
            OpenRequests open,
            ServiceRequests requests,
            Devices devices,
            Neighbours neighbours,
            Schedules schedules,
            DccAlerts alerts,
            CredentialAlerts credentials) {
        this.open = open;
        this.requests = requests;
        this.devices = devices;
        this.neighbours = neighbours;
        this.schedules = schedules;
        this.alerts = alerts;
        this.credentials = credentials;
    }

    @EventListener
    @Transactional
    void on(MeterAnswered answered) {
        if (answered.answer() instanceof CredentialsReplaced replaced && replaced.succeeded()) {
            ServiceRequest.numberOf(answered.reference())
                    .flatMap(open::locked)
                    .ifPresent(request -> follow(request, answered.device(), replaced));
        }
    }

    private void follow(ServiceRequest request, Eui64 device, CredentialsReplaced replaced) {
        switch (Objects.requireNonNullElse(request.variant(), "")) {
            case "8.5" -> withdraw(request, device);
            case "6.21" -> tellNetwork(request, device, replaced);
            default -> {
                // nothing of the DCC's own
            }
        }
    }

    /** From here on requests for the device are refused; what waits for it already ends unsent. */
    private void withdraw(ServiceRequest request, Eui64 id) {
        Device device = devices.find(id).orElseThrow();
        if (!device.is(DeviceStatus.COMMISSIONED)) {
            log.warn("Device {} was opted out by request {}, and is {}", id, request.requestId(), device.status());
            return;
        }
        devices.changeStatus(id, DeviceStatus.WITHDRAWN, "Opted out by request " + request.requestId());
        schedules.removeAll(id, "Device " + id + " was withdrawn");
        if (device.type().meter() && device.importMpxn() != null) {
            neighbours
                    .partiesTo(device)
                    .filter(user -> !user.equals(request.originator()))
                    .forEach(user -> alerts.withdrawn(user, device, neighbours.type1DevicesOf(device)));
        }
    }

    /** A supplier asks for it; whose certificates they are has not asked. */
    private void tellNetwork(ServiceRequest request, Eui64 device, CredentialsReplaced replaced) {
        replaced.outcome().replaced().stream()
                .filter(one -> one.cell().party() == RemoteParty.NETWORK_OPERATOR)
                .map(one -> one.newParty())
                .distinct()
                .filter(user -> !user.equals(request.originator()))
                .forEach(user -> {
                    DuisRequest document = DuisRequest.of(XmlText.parse(requests.document(request.number())));
                    Content.OwnPlaces change = (Content.OwnPlaces) ContentReader.read(document);
                    credentials.credentialsUpdated(user, device, change.role(), change.replacements());
                });
    }
}
