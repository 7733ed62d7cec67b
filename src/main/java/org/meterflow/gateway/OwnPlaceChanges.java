package org.meterflow.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.meterflow.party.DccKeys;
import org.springframework.stereotype.Component;

/**
 * What the DCC does, in its own name, to places that it holds on a device: it hands those of the supplier or the network
 * operator over to them (SRV 6.21), and gives its own as access control broker away (SRV 8.5).
 */
@Component
class OwnPlaceChanges {

    private static final String OPT_OUT = "8.5";

    private final Meters meters;
    private final Devices devices;
    private final CredentialHolders holders;
    private final KnownUsers knownUsers;
    private final ReplacementCheck check;
    private final OpenRequests open;
    private final ServiceRequests requests;
    private final DccKeys dcc;
    private final Patience patience;
    private final GatewaySettings settings;
    private final Clock clock;

    OwnPlaceChanges(
            Meters meters,
            Devices devices,
            CredentialHolders holders,
            KnownUsers knownUsers,
            ReplacementCheck check,
            OpenRequests open,
            ServiceRequests requests,
            DccKeys dcc,
            Patience patience,
            GatewaySettings settings,
            Clock clock) {
        this.meters = meters;
        this.devices = devices;
        this.holders = holders;
        this.knownUsers = knownUsers;
        this.check = check;
        this.open = open;
        this.requests = requests;
        this.dcc = dcc;
        this.patience = patience;
        this.settings = settings;
        this.clock = clock;
    }

    Outcome take(long number, DuisRequest request, Content.OwnPlaces change) {
        Instant executeAt = change.executeAt();
        if (executeAt != null && Duis.isCancellation(executeAt)) {
            var waiting = open.future(request.id(), request.variant());
            waiting.forEach(one -> open.move(one, ServiceRequest.State.CANCELLED));
            return Outcome.done(waiting.size() + " requests that waited for their time are withdrawn", message -> {});
        }
        if (executeAt != null && executeAt.isAfter(clock.instant())) {
            return obstacle(number, request, change)
                    .orElseGet(() -> Outcome.held(executeAt, "Kept until " + executeAt));
        }
        return send(number, request, change);
    }

    /** The obstacles may have come since it was accepted. */
    Outcome send(long number, DuisRequest request, Content.OwnPlaces change) {
        return obstacle(number, request, change).orElseGet(() -> {
            Device device = device(request);
            meters.ask(new MeterCommand(
                    ServiceRequest.referenceOf(number),
                    device.id(),
                    change.request(),
                    OnBehalfOf.dcc(),
                    patience.with(device, change.executeAt()),
                    settings.attempts()));
            return Outcome.sent("Sent to the device in the name of the access control broker");
        });
    }

    private Optional<Outcome> obstacle(long number, DuisRequest request, Content.OwnPlaces change) {
        return request.variant().equals(OPT_OUT)
                ? obstacleToOptOut(number, request, change)
                : obstacleToHandover(number, request, change);
    }

    /** The new broker is the supplier that leaves, or another key of the DCC itself. */
    private Optional<Outcome> obstacleToOptOut(long number, DuisRequest request, Content.OwnPlaces change) {
        NewHolder broker = NewHolder.broker(Set.of(request.id().originator(), dcc.accessControlBroker()));
        Optional<String> fault = check.fault(broker, change.replacements());
        if (fault.isPresent()) {
            return refuse(ResponseCode.OPT_OUT_CREDENTIALS, fault.get());
        }
        return open.underWay(request.id().target(), OPT_OUT, number).stream()
                .findFirst()
                .map(other -> Outcome.refused(
                        ResponseCode.OPT_OUT_TWICE,
                        "The opt-out of the device is under way by request " + other.requestId()));
    }

    private Optional<Outcome> obstacleToHandover(long number, DuisRequest request, Content.OwnPlaces change) {
        Device device = device(request);
        CredentialPlace place = switch (change.role()) {
            case "Supplier" -> CredentialPlace.SUPPLIER;
            case "NetworkOperator" -> CredentialPlace.NETWORK_OPERATOR;
            default -> null;
        };
        if (place == null) {
            return refuse(
                    ResponseCode.HANDOVER_ROLE,
                    "A device is handed over to its supplier or its network operator, not to " + change.role());
        }
        // looked up before the place itself: one that ends in between has not been missed by both
        List<ServiceRequest> underWay = open.underWay(device.id(), request.variant(), number);
        boolean held = holders.of(device.id(), place)
                .filter(dcc.accessControlBroker()::equals)
                .isPresent();
        if (!held) {
            return refuse(
                    ResponseCode.NOT_IN_DCC_HANDS,
                    "The DCC does not hold the place of the " + change.role() + " on device " + device.id());
        }
        Optional<NewHolder> holder = newHolder(place, device, request.id().originator());
        Optional<String> fault = holder.isEmpty()
                ? Optional.of("Nobody speaks for the network of device " + device.id())
                : check.fault(holder.get(), change.replacements());
        if (fault.isPresent()) {
            return refuse(ResponseCode.HANDOVER_CREDENTIALS, fault.get());
        }
        return underWay.stream()
                .filter(other -> roleIn(other).equals(change.role()))
                .findFirst()
                .map(other -> Outcome.refused(
                        ResponseCode.HANDOVER_TWICE,
                        "The handover to the " + change.role() + " is under way by request " + other.requestId()));
    }

    private Optional<NewHolder> newHolder(CredentialPlace place, Device device, Eui64 asking) {
        return place == CredentialPlace.SUPPLIER
                ? Optional.of(NewHolder.supplier(asking))
                : Optional.ofNullable(device.importMpxn())
                        .flatMap(knownUsers::networkOf)
                        .map(NewHolder::networkOperator);
    }

    private String roleIn(ServiceRequest other) {
        DuisRequest document = DuisRequest.of(XmlText.parse(requests.document(other.number())));
        return ((Content.OwnPlaces) ContentReader.read(document)).role();
    }

    private static Optional<Outcome> refuse(ResponseCode code, String reason) {
        return Optional.of(Outcome.refused(code, reason));
    }

    private Device device(DuisRequest request) {
        return devices.find(request.id().target()).orElseThrow();
    }
}
