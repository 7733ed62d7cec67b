package org.meterflow.gateway;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;

/**
 * Whether what a device tells may still be handed to the user who asked for it. A silent device may answer long after a
 * switch. Only reads are decided again: what a command did is over, and its user is told how it went. Whether
 * a command may leave at all is {@link RightToCommand}'s.
 */
@Component
class RightToAnswers {

    /** The user's right has ended; what has become of the device since makes no answer secret. */
    private static final Set<String> ENDED = Set.of(
            ResponseCode.UNKNOWN_USER.code(),
            ResponseCode.NOT_FOR_THE_ROLE.code(),
            ResponseCode.PARTY_NOT_LIVE.code(),
            ResponseCode.NO_RIGHT.code());

    private final ServiceCatalogue catalogue;
    private final AccessControl access;
    private final Clock clock;

    RightToAnswers(ServiceCatalogue catalogue, AccessControl access, Clock clock) {
        this.catalogue = catalogue;
        this.access = access;
        this.clock = clock;
    }

    /** The refusal, where the right has ended since. */
    Optional<AccessDecision> lost(Eui64 user, String variant, Eui64 device) {
        if (catalogue.find(variant).filter(Service::reads).isEmpty()) {
            return Optional.empty();
        }
        AccessDecision now = access.decide(new AccessRequest(user, variant, device, null, clock.instant(), null));
        return Optional.of(now).filter(RightToAnswers::hasEnded);
    }

    static boolean hasEnded(AccessDecision decision) {
        return !decision.permitted() && !decision.stale() && ENDED.contains(decision.code());
    }
}
