package org.meterflow.process.servicerequest;

import java.util.List;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.springframework.stereotype.Component;

/** A request whose case has been cancelled, or has gone on without it, is sent to no device any more. */
@Component
class CancelledRequests implements Cancellable {

    private final RequestedServices requests;
    private final Withdrawals withdrawals;

    CancelledRequests(RequestedServices requests, Withdrawals withdrawals) {
        this.requests = requests;
        this.withdrawals = withdrawals;
    }

    @Override
    public String process() {
        return ServiceRequest.PROCESS;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return requests.find(caseId)
                .filter(request -> !request.state().ended())
                .map(this::whatBecomesOf)
                .orElse(Cancelling.NOTHING);
    }

    private Cancelling whatBecomesOf(RequestedService request) {
        String what = "The %s of device %s".formatted(request.question().words(), request.device());
        return withdrawals.mayHaveReached(request)
                ? Cancelling.of(
                        List.of(what + " is not asked for again."),
                        List.of(what + " has been asked for: what has been sent cannot be called back."))
                : Cancelling.of(List.of(what + " is not asked for any more."), List.of());
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        requests.find(caseId).ifPresent(request -> withdrawals.withdraw(request, reason));
        return false;
    }
}
