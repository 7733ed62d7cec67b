package org.meterflow.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.UnsupportedUseCase;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Reason;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CannotBeAsked;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.springframework.stereotype.Component;

/** What users put to devices without a signature of their own: at once, or kept until the user's time. */
@Component
class DeviceCommands {

    private static final String CONSUMPTION_LOG = "4.17";

    private final Meters meters;
    private final Devices devices;
    private final KnownUsers knownUsers;
    private final ReaderCertificates readers;
    private final OpenRequests open;
    private final CustomerIdentification numbers;
    private final RestoredProxies proxies;
    private final LocalCommands local;
    private final Patience patience;
    private final GatewaySettings settings;
    private final Clock clock;

    DeviceCommands(
            Meters meters,
            Devices devices,
            KnownUsers knownUsers,
            ReaderCertificates readers,
            OpenRequests open,
            CustomerIdentification numbers,
            RestoredProxies proxies,
            LocalCommands local,
            Patience patience,
            GatewaySettings settings,
            Clock clock) {
        this.meters = meters;
        this.devices = devices;
        this.knownUsers = knownUsers;
        this.readers = readers;
        this.open = open;
        this.numbers = numbers;
        this.proxies = proxies;
        this.local = local;
        this.patience = patience;
        this.settings = settings;
        this.clock = clock;
    }

    Outcome take(long number, DuisRequest request, Content.ForDevice asked) {
        Instant executeAt = asked.executeAt();
        if (executeAt != null && Duis.isCancellation(executeAt)) {
            return cancel(request);
        }
        Optional<Outcome> obstacle = obstacle(request, asked);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (LocalCommands.isWanted(request)) {
            return local.handOver(request, command(number, request, asked, originator(request, asked)));
        }
        if (executeAt != null && executeAt.isAfter(clock.instant())) {
            return Outcome.held(executeAt, "Kept until " + executeAt);
        }
        meters.ask(command(number, request, asked, originator(request, asked)));
        return Outcome.sent("Sent to the device");
    }

    private Outcome cancel(DuisRequest request) {
        var waiting = open.future(request.id(), request.variant());
        waiting.forEach(one -> open.move(one, ServiceRequest.State.CANCELLED));
        return Outcome.done(waiting.size() + " requests that waited for their time are withdrawn", message -> {});
    }

    /** The time of what was kept has come. Its user's counter is of then, and the device has seen higher ones since. */
    Outcome sendKept(long number, DuisRequest request, Content.ForDevice asked) {
        OnBehalfOf originator = originator(request, asked);
        meters.ask(command(
                number,
                request,
                asked,
                originator instanceof OnBehalfOf.KnownUser user
                        ? new OnBehalfOf.UnknownUser(user.user(), user.counter())
                        : originator));
        return Outcome.sent("Sent to the device");
    }

    private MeterCommand command(long number, DuisRequest request, Content.ForDevice asked, OnBehalfOf originator) {
        Device device = device(request);
        return new MeterCommand(
                ServiceRequest.referenceOf(number),
                device.id(),
                numbers.numbered(asked.request()),
                originator,
                patience.with(device, asked.executeAt()),
                settings.attempts());
    }

    private Optional<Outcome> obstacle(DuisRequest request, Content.ForDevice asked) {
        Device device = device(request);
        if (useCase(device, asked.request()).isEmpty()) {
            return Optional.of(Outcome.refused(
                    ResponseCode.WRONG_DEVICE_TYPE,
                    "No message puts " + request.variant() + " to a device of type " + device.type()));
        }
        Optional<Outcome> notThisProxy = proxies.obstacle(device, asked.request());
        if (notThisProxy.isPresent()) {
            return notThisProxy;
        }
        if (numbers.numbered(asked.request()) instanceof MeterRequest.OfService service) {
            try {
                meters.transform(request.id(), service);
            } catch (CannotBeAsked impossible) {
                ResponseCode code = request.variant().equals(RestoredProxies.VARIANT)
                        ? ResponseCode.REPLACED_LOG_UNKNOWN
                        : ResponseCode.CANNOT_BE_BUILT;
                return Optional.of(Outcome.refused(code, Reason.of(impossible)));
            }
        }
        return readers.fault(request.id().originator(), asked.readerCertificate())
                .map(wrong -> Outcome.refused(readerCode(request), wrong));
    }

    private static ResponseCode readerCode(DuisRequest request) {
        return request.variant().equals(CONSUMPTION_LOG)
                ? ResponseCode.CONSUMPTION_READER_CERTIFICATE
                : ResponseCode.CANNOT_BE_BUILT;
    }

    /** A user whom the device knows asks in its own name; for others, and where the message has it so, the DCC does. */
    private OnBehalfOf originator(DuisRequest request, Content.ForDevice asked) {
        RequestId id = request.id();
        Device device = device(request);
        UseCase.Originator sender =
                useCase(device, asked.request()).map(UseCase::originator).orElse(UseCase.Originator.USER);
        if (sender == UseCase.Originator.ACB) {
            return OnBehalfOf.dcc();
        }
        return sender == UseCase.Originator.USER && knownUsers.knows(device, id.originator())
                ? new OnBehalfOf.KnownUser(id.originator(), id.counter())
                : new OnBehalfOf.UnknownUser(id.originator(), id.counter());
    }

    static Optional<UseCase> useCase(Device device, MeterRequest request) {
        if (!device.type().hasStatus()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    UseCase.forRequest(request, DeviceKind.valueOf(device.type().name())));
        } catch (UnsupportedUseCase none) {
            return Optional.empty();
        }
    }

    private Device device(DuisRequest request) {
        return devices.find(request.id().target()).orElseThrow();
    }
}
