package org.meterflow.process.signedcommand;

import java.time.Clock;
import java.util.List;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.signedcommand.WantedCommand.Refuser;
import org.springframework.stereotype.Component;

/** A command whose case has been cancelled, or has gone on without it, is wanted no more: a signature comes too late. */
@Component
class CancelledCommands implements Cancellable {

    private final WantedCommands commands;
    private final Clock clock;

    CancelledCommands(WantedCommands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public String process() {
        return SignedCommand.PROCESS;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return commands.find(caseId)
                .filter(wanted -> !wanted.state().ended())
                .map(wanted -> Cancelling.of(
                        List.of("The command to device %s is not wanted any more: a signature comes too late."
                                .formatted(wanted.order().device())),
                        List.of()))
                .orElse(Cancelling.NOTHING);
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        commands.refused(caseId, Refuser.PROCESS, reason, clock.instant());
        return false;
    }
}
