package org.meterflow.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.gbcs.Octets;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.springframework.stereotype.Component;

/**
 * SRV 6.23: the gaining supplier's credentials in the losing one's places. Kept here until some time before its date,
 * then decided again, signed by the transitional change-of-supplier party, and left with the device until the date.
 */
@Component
class CredentialChanges {

    private final Meters meters;
    private final Devices devices;
    private final KnownUsers knownUsers;
    private final ReplacementCheck check;
    private final OpenRequests open;
    private final ServiceRequests requests;
    private final Patience patience;
    private final GatewaySettings settings;
    private final Clock clock;

    CredentialChanges(
            Meters meters,
            Devices devices,
            KnownUsers knownUsers,
            ReplacementCheck check,
            OpenRequests open,
            ServiceRequests requests,
            Patience patience,
            GatewaySettings settings,
            Clock clock) {
        this.meters = meters;
        this.devices = devices;
        this.knownUsers = knownUsers;
        this.check = check;
        this.open = open;
        this.requests = requests;
        this.patience = patience;
        this.settings = settings;
        this.clock = clock;
    }

    Outcome take(long number, DuisRequest request, Content.ChangeOfSupplier change) {
        Instant executeAt = change.executeAt();
        if (executeAt != null && Duis.isCancellation(executeAt)) {
            return cancel(number, request);
        }
        Instant actAt = executeAt == null ? null : executeAt.minus(settings.changeOfSupplierLead());
        if (actAt != null && actAt.isAfter(clock.instant())) {
            return obstacle(request, change)
                    .orElseGet(() -> Outcome.held(actAt, "Kept until " + actAt + ", for " + executeAt));
        }
        return send(number, request, change);
    }

    private Optional<Outcome> obstacle(DuisRequest request, Content.ChangeOfSupplier change) {
        return check.obstacle(request.id().originator(), device(request), change);
    }

    /** A certificate may have been revoked, or the device have come to measure something else, since it was accepted. */
    Outcome send(long number, DuisRequest request, Content.ChangeOfSupplier change) {
        return obstacle(request, change).orElseGet(() -> sent(number, request, change));
    }

    private Outcome sent(long number, DuisRequest request, Content.ChangeOfSupplier change) {
        Instant executeAt = change.executeAt();
        Instant date = executeAt != null && executeAt.isAfter(clock.instant()) ? executeAt : null;
        Device device = device(request);
        knownUsers.noteBeforeChange(device);
        ask(number, device, command(change, date), executeAt);
        return Outcome.sent(date == null ? "Sent to the device" : "Sent to the device, for " + date);
    }

    /**
     * The date for which the right to this change is decided. A withdrawal has none of its own: whoever may make the
     * change may withdraw it, also before it supplies; of several, the one that was asked for last.
     */
    @Nullable
    Instant dateOf(DuisRequest request, Content.ChangeOfSupplier change) {
        Instant executeAt = change.executeAt();
        if (executeAt == null || !Duis.isCancellation(executeAt)) {
            return executeAt;
        }
        return open.future(request.id(), request.variant()).stream()
                .reduce((earlier, latest) -> latest)
                .map(ServiceRequest::executeAt)
                .orElse(null);
    }

    /** What still waits here is withdrawn at once; what the device may have already, by a command of its own. */
    private Outcome cancel(long number, DuisRequest request) {
        List<ServiceRequest> waiting = open.future(request.id(), request.variant());
        Optional<ServiceRequest> atDevice = waiting.stream()
                .filter(one -> one.state() != ServiceRequest.State.HELD)
                .findFirst();
        waiting.stream()
                .filter(one -> one.state() == ServiceRequest.State.HELD)
                .forEach(one -> open.move(one, ServiceRequest.State.CANCELLED));
        if (atDevice.isEmpty()) {
            return Outcome.done(waiting.size() + " changes that waited for their date are withdrawn", message -> {});
        }
        Content.ChangeOfSupplier original = contentOf(atDevice.get());
        ask(
                number,
                device(request),
                new CancelSupplierCredentials(command(original, atDevice.get().executeAt())),
                null);
        return Outcome.sent("Withdrawal of request " + atDevice.get().requestId() + " sent to the device");
    }

    private Content.ChangeOfSupplier contentOf(ServiceRequest request) {
        DuisRequest document = DuisRequest.of(XmlText.parse(requests.document(request.number())));
        return (Content.ChangeOfSupplier) ContentReader.read(document);
    }

    private void ask(long number, Device device, MeterRequest request, @Nullable Instant date) {
        meters.ask(new MeterCommand(
                ServiceRequest.referenceOf(number),
                device.id(),
                request,
                OnBehalfOf.transitionalChangeOfSupplier(),
                patience.with(device, date),
                settings.attempts()));
    }

    private static ReplaceSupplierCredentials command(Content.ChangeOfSupplier change, @Nullable Instant date) {
        return new ReplaceSupplierCredentials(
                Octets.of(change.digitalSigning()),
                Octets.of(present(change.keyAgreement())),
                Octets.of(present(change.prepaymentKeyAgreement())),
                change.certificationPath().stream().map(Octets::of).toList(),
                date,
                change.floor(),
                change.prepaymentFloor(),
                change.checkValidityPeriods());
    }

    private static byte[] present(byte @Nullable [] certificate) {
        if (certificate == null) {
            throw new IllegalStateException("A change without all three certificates was let through");
        }
        return certificate;
    }

    private Device device(DuisRequest request) {
        return devices.find(request.id().target()).orElseThrow();
    }
}
