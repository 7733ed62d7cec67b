package org.meterflow.metering;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.meterflow.metering.CommandState.Stage;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of commands that nobody answers: another attempt after a pause, or the end. */
@Component
class CommandDeadlines {

    private static final int AT_ONCE = 100;

    private final MeterQueues queue;
    private final MeterCommands commands;
    private final MeteringSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CommandDeadlines(
            MeterQueues queue,
            MeterCommands commands,
            MeteringSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.queue = queue;
        this.commands = commands;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** @return whether there may be more */
    @Transactional
    boolean watchAttempts() {
        Instant now = clock.instant();
        List<QueuedCommand> unanswered = queue.unanswered(now, settings.leastWait(), AT_ONCE);
        for (QueuedCommand command : unanswered) {
            Instant next = now.plus(settings.pauseAfter(command.attempts()));
            if (command.attempts() >= command.attemptsAllowed()) {
                giveUp(command, "No answer to %s".formatted(attempts(command)), now);
            } else if (!command.deadline().isAfter(now)) {
                giveUp(command, "No answer to %s in the time given".formatted(attempts(command)), now);
            } else {
                queue.tryAgain(command.id(), next, "No answer to %s so far".formatted(attempts(command)));
            }
        }
        return unanswered.size() == AT_ONCE;
    }

    /** @return whether there may be more */
    @Transactional
    boolean watchQueue() {
        Instant now = clock.instant();
        List<QueuedCommand> overdue = queue.overdue(now, settings.leastPatience(), AT_ONCE);
        for (QueuedCommand command : overdue) {
            String found = queue.reachable(command.device())
                    ? "waits behind other commands to the same device"
                    : "is not reached by any connected hub";
            String tried = command.attempts() == 0 ? "" : " after " + attempts(command);
            giveUp(command, "The time given is over%s: the device %s".formatted(tried, found), now);
        }
        return overdue.size() == AT_ONCE;
    }

    private static String attempts(QueuedCommand command) {
        return command.attempts() == 1 ? "one attempt" : command.attempts() + " attempts";
    }

    private void giveUp(QueuedCommand command, String reason, Instant now) {
        commands.settle(command.id(), Stage.UNREACHABLE, reason, now);
        events.publishEvent(new MeterUnreachable(command.reference(), command.device(), reason, now));
    }
}
