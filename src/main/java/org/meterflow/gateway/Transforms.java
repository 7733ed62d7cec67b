package org.meterflow.gateway;

import java.util.Optional;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.BlockTariff;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Reason;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CannotBeAsked;
import org.meterflow.metering.Meters;
import org.springframework.stereotype.Component;

/** The transform service: a critical request becomes the device's message, for the user to sign (DUIS, CV 4). */
@Component
class Transforms {

    private final Meters meters;
    private final ServiceRequests requests;
    private final GatewaySettings settings;

    Transforms(Meters meters, ServiceRequests requests, GatewaySettings settings) {
        this.meters = meters;
        this.requests = requests;
        this.settings = settings;
    }

    Outcome take(DuisRequest request, MeterRequest.OfService asked) {
        Optional<String> distrust =
                meters.distrust(request.id().target(), request.id().originator());
        if (distrust.isPresent()) {
            return Outcome.refused(ResponseCode.NOT_TRUSTED, distrust.get());
        }
        GbcsMessage preCommand;
        try {
            preCommand = meters.transform(request.id(), asked);
        } catch (CannotBeAsked impossible) {
            return Outcome.refused(ResponseCode.CANNOT_BE_BUILT, Reason.of(impossible));
        }
        String remark =
                BlockTariff.unused(asked.body()).map(unused -> ". " + unused).orElse("");
        return Outcome.done("Transformed for signature" + remark, message -> {
            var element = ResponseDocument.add(message, "PreCommand");
            ResponseDocument.add(element, "GBCSVersion", settings.gbcsVersion());
            GbcsPayload.add(element, preCommand.encode());
        });
    }

    /** The request that was transformed under this id. */
    Optional<ServiceRequest> transformed(RequestId id) {
        return requests.find(id).stream()
                .filter(one -> Integer.valueOf(4).equals(one.commandVariant()))
                .filter(one -> one.state() == ServiceRequest.State.DONE)
                .findFirst();
    }

    /** What was given out for signature. */
    Optional<byte[]> preCommand(ServiceRequest transformed) {
        return requests.answer(transformed.number())
                .flatMap(answer -> DuisResponse.of(XmlText.parse(answer)).gbcsPayload());
    }
}
