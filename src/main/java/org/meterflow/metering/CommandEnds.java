package org.meterflow.metering;

import java.time.Instant;
import org.meterflow.metering.CommandState.Stage;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The end of a command that has no answer: recorded, and told to those who asked. */
@Component
class CommandEnds {

    private final MeterCommands commands;
    private final StateReads states;
    private final ApplicationEventPublisher events;

    CommandEnds(MeterCommands commands, StateReads states, ApplicationEventPublisher events) {
        this.commands = commands;
        this.states = states;
        this.events = events;
    }

    void without(QueuedCommand command, Stage stage, String reason, Instant now) {
        commands.settle(command.id(), stage, reason, now);
        if (command.stateReadFor() == null) {
            events.publishEvent(new MeterUnreachable(command.reference(), command.addressee(), reason, now));
        } else {
            states.notRead(command, now)
                    .ifPresent(waiting -> without(waiting.command(), Stage.UNREACHABLE, waiting.reason(), now));
        }
    }
}
