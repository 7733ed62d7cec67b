package org.meterflow.gateway;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.DuisRequest;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.Brought;
import org.meterflow.metering.Brought.Result;
import org.meterflow.metering.LocalDelivery;
import org.springframework.stereotype.Component;

/** SRV 8.13: users bring what devices answered to commands for local delivery. */
@Component
class ReturnedAnswers {

    private final LocalDelivery delivery;
    private final ServiceRequests requests;
    private final GatewaySettings settings;

    ReturnedAnswers(LocalDelivery delivery, ServiceRequests requests, GatewaySettings settings) {
        this.delivery = delivery;
        this.requests = requests;
        this.settings = settings;
    }

    /** The device that is said to have answered; null when that cannot be told. */
    static @Nullable Eui64 deviceOf(Content.ReturnedAnswer returned) {
        return message(returned).map(GbcsMessage::originator).orElse(null);
    }

    private static Optional<GbcsMessage> message(Content.ReturnedAnswer returned) {
        try {
            return Optional.of(GbcsMessage.parse(returned.answer().bytes()))
                    .filter(message -> message.kind() == GbcsMessage.Kind.RESPONSE);
        } catch (MalformedGbcs unreadable) {
            return Optional.empty();
        }
    }

    Outcome take(DuisRequest request, Content.ReturnedAnswer returned) {
        Optional<GbcsMessage> message = message(returned);
        if (message.isEmpty()) {
            return Outcome.refused(ResponseCode.RETURNED_MESSAGE, "What was returned is no answer of a device");
        }
        Eui64 user = request.id().originator();
        Optional<ServiceRequest> asked = delivery.commandAnsweredBy(message.get())
                .flatMap(ServiceRequest::numberOf)
                .flatMap(requests::find)
                .filter(one -> user.equals(one.originator()));
        if (asked.isEmpty()) {
            return Outcome.refused(
                    ResponseCode.RETURNED_UNASKED,
                    "The message answers no command that " + user + " has for local delivery");
        }
        if (returned.original() != null
                && !returned.original().equals(asked.get().requestId())) {
            return Outcome.refused(
                    ResponseCode.RETURNED_FOR_ANOTHER,
                    "The message answers request " + asked.get().requestIdAsSent() + ", not " + returned.original());
        }
        return taken(asked.get(), delivery.bring(message.get(), user));
    }

    private Outcome taken(ServiceRequest asked, Brought brought) {
        String reason = "Request " + asked.requestIdAsSent() + ": " + brought.reason();
        if (brought.result() == Result.NOT_GENUINE) {
            return Outcome.refused(ResponseCode.RETURNED_MESSAGE, reason);
        }
        return brought.result() == Result.NOT_WANTED
                ? Outcome.refused(ResponseCode.RETURNED_UNASKED, reason)
                : Outcome.done(reason, response -> {});
    }
}
