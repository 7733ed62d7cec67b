package org.meterflow.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.identifier.Reason;
import org.meterflow.metering.CannotBeAsked;
import org.meterflow.metering.LocalDelivery;
import org.meterflow.metering.MeterCommand;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * Commands that go back to their users, who take them to the devices (DUIS, command variants 2 and 6), or go both ways
 * (3 and 7).
 */
@Component
class LocalCommands {

    private static final Set<Integer> BY_HAND = Set.of(2, 3, 6, 7);
    private static final Set<Integer> BOTH_WAYS = Set.of(3, 7);

    private final LocalDelivery delivery;
    private final GatewaySettings settings;
    private final Clock clock;

    LocalCommands(LocalDelivery delivery, GatewaySettings settings, Clock clock) {
        this.delivery = delivery;
        this.settings = settings;
        this.clock = clock;
    }

    static boolean isWanted(DuisRequest request) {
        return BY_HAND.contains(request.commandVariant());
    }

    /** Its user has the command, and can bring the answer, whatever became of it over the line. */
    static boolean isHandedBack(ServiceRequest request) {
        Integer variant = request.commandVariant();
        return variant != null && BY_HAND.contains(variant);
    }

    /**
     * Why this cannot be taken to the device, if it cannot.
     *
     * @param executeAt a date that the DCC would have to wait for; null where the device itself does, or none is given
     */
    Optional<Outcome> obstacle(DuisRequest request, @Nullable Instant executeAt) {
        if (settings.notForLocalDelivery().contains(request.variant())) {
            return refuse(request.variant() + " is not for local delivery: the DCC itself has a part in it");
        }
        if (executeAt != null && executeAt.isAfter(clock.instant())) {
            return refuse("What the DCC is to keep until " + executeAt + " is not for local delivery");
        }
        return delivery.reaches(request.id().target())
                ? Optional.empty()
                : refuse("Device " + request.id().target() + " takes no messages of GBCS");
    }

    private static Optional<Outcome> refuse(String reason) {
        return Optional.of(Outcome.refused(ResponseCode.NOT_FOR_LOCAL_DELIVERY, reason));
    }

    Outcome handOver(DuisRequest request, MeterCommand command) {
        boolean bothWays = BOTH_WAYS.contains(request.commandVariant());
        GbcsMessage message;
        try {
            message = bothWays ? delivery.handOverAndAsk(command) : delivery.handOver(command);
        } catch (CannotBeAsked impossible) {
            return Outcome.refused(ResponseCode.CANNOT_BE_BUILT, Reason.of(impossible));
        }
        return bothWays
                ? Outcome.sent("Sent to the device, and handed back for local delivery", localCommand(message))
                : Outcome.handedBack("Handed back for local delivery", localCommand(message));
    }

    private static Consumer<Element> localCommand(GbcsMessage message) {
        return response -> GbcsPayload.add(ResponseDocument.add(response, "LocalCommand"), message.encode());
    }
}
