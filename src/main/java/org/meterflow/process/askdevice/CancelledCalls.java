package org.meterflow.process.askdevice;

import java.time.Clock;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.springframework.stereotype.Component;

/** A device whose asking case has been cancelled, or has gone on without it, is given up; its request is withdrawn by itself. */
@Component
class CancelledCalls implements Cancellable {

    private final DeviceCalls calls;
    private final Clock clock;

    CancelledCalls(DeviceCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public String process() {
        return DeviceCall.PROCESS;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return Cancelling.NOTHING;
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        calls.find(caseId)
                .filter(call -> call.outcome() == null)
                .ifPresent(call -> calls.end(caseId, AskOutcome.GIVEN_UP, reason, clock.instant()));
        return false;
    }
}
