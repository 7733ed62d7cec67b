package org.meterflow.process.askdevice;

import static java.util.Objects.requireNonNull;

import org.meterflow.access.Service;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Reason;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CannotBeAsked;
import org.meterflow.metering.Meters;
import org.meterflow.process.servicerequest.AskedService;
import org.meterflow.process.servicerequest.Requester;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.meterflow.process.signedcommand.CommandOrder;
import org.springframework.stereotype.Component;

/** Makes of what is said at a box what a device can be asked. */
@Component
class DeviceOrders {

    private final Targets targets;
    private final Meters meters;

    DeviceOrders(Targets targets, Meters meters) {
        this.targets = targets;
        this.meters = meters;
    }

    /** @throws CannotAsk when nothing can be put to a device so */
    Target target(DeviceCall call) {
        if (isOwn(call)) {
            return targets.ofDcc(call, PlaceableServices.require(call.said("service")));
        }
        AskedService asked = asked(call);
        if (!call.said("at").isEmpty()) {
            PlaceableServices.requireDated(asked.service());
        }
        Target target = targets.of(call, asked.service());
        try {
            meters.transform(new RequestId(target.requester(), target.requireDevice(), 1), asked.request());
        } catch (CannotBeAsked impossible) {
            throw new CannotAsk("%s cannot be put to device %s: %s"
                    .formatted(asked.service(), target.requireDevice(), Reason.of(impossible)));
        }
        return target;
    }

    /** Whether the DCC carries it out by itself. */
    boolean isOwn(DeviceCall call) {
        return PlaceableServices.isOwn(PlaceableServices.require(call.said("service")));
    }

    /** Whether its supplier has to sign it. */
    boolean isCritical(DeviceCall call) {
        return PlaceableServices.require(call.said("service")).critical();
    }

    /** Of a critical one whose target is known; where the box says how long, its supplier has no longer to sign. */
    CommandOrder command(DeviceCall call) {
        Target target = requireNonNull(call.target());
        AskedService asked = asked(call);
        CommandOrder order = CommandOrder.of(
                call.command(),
                call.key(),
                asked.service().variant(),
                asked.body(),
                target.requireDevice(),
                target.mpxn(),
                target.requester());
        return call.said("within").isEmpty() ? order : order.signedBy(call.deadline());
    }

    /** Of a call whose target is known. */
    ServiceOrder of(DeviceCall call) {
        Target target = requireNonNull(call.target());
        return ServiceOrder.of(
                call.request(),
                call.key(),
                asked(call),
                target.requireDevice(),
                target.mpxn(),
                Requester.of(target.requester()),
                target.executeAt());
    }

    /** With the element that carries it, as DUIS has it. */
    String ownBody(DeviceCall call) {
        return ServiceBody.whole(PlaceableServices.require(call.said("service")), call.said("body"));
    }

    private static AskedService asked(DeviceCall call) {
        Service service = PlaceableServices.require(call.said("service"));
        RequestPart body = ServiceBody.of(service, call.said("body"));
        return new AskedService(service, body);
    }
}
