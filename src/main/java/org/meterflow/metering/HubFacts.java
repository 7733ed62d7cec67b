package org.meterflow.metering;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.hub.HubWatch;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the platform when hubs come and go, and the queue that what went over an old line may be lost. */
@Component
class HubFacts implements HubWatch {

    private final MeterQueues queue;
    private final AttemptWaits waits;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HubFacts(MeterQueues queue, AttemptWaits waits, ApplicationEventPublisher events, Clock clock) {
        this.queue = queue;
        this.waits = waits;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void connected(Eui64 hub, List<Eui64> devices) {
        Instant now = clock.instant();
        queue.inFlight(devices).forEach(command -> queue.shortenWait(command.id(), now.plus(waits.onNewLine(command))));
        events.publishEvent(new HubConnected(hub, devices, now));
    }

    @Override
    public void disconnected(Eui64 hub) {
        events.publishEvent(new HubDisconnected(hub, clock.instant()));
    }
}
