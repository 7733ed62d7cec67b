package org.meterflow.process.servicerequest;

import org.meterflow.metering.Meters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes back requests whose case has ended before they have. */
@Component
public class Withdrawals {

    private final RequestedServices requests;
    private final Meters meters;

    Withdrawals(RequestedServices requests, Meters meters) {
        this.requests = requests;
        this.meters = meters;
    }

    /** What waits in a queue is not sent any more. What has been sent cannot be called back. */
    @Transactional
    public void withdraw(RequestedService request, String reason) {
        request.commandReferences().forEach(meters::cancel);
        requests.withdrawn(request.id(), reason);
    }

    /** Whether any of its commands was sent, whatever became of it. */
    public boolean mayHaveReached(RequestedService request) {
        return request.commandReferences()
                .anyMatch(reference -> !meters.exchanged(reference).isEmpty());
    }
}
