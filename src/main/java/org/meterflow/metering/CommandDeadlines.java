package org.meterflow.metering;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.metering.CommandState.Stage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of commands that nobody answers: another attempt after a pause, or the end. */
@Component
class CommandDeadlines {

    private static final int AT_ONCE = 100;

    private final LateCommands late;
    private final MeterQueues queue;
    private final MeterCommands commands;
    private final CommandEnds ends;
    private final StateReads states;
    private final MeteringSettings settings;
    private final Clock clock;

    CommandDeadlines(
            LateCommands late,
            MeterQueues queue,
            MeterCommands commands,
            CommandEnds ends,
            StateReads states,
            MeteringSettings settings,
            Clock clock) {
        this.late = late;
        this.queue = queue;
        this.commands = commands;
        this.settings = settings;
        this.ends = ends;
        this.states = states;
        this.clock = clock;
    }

    /** @return whether there may be more */
    @Transactional
    boolean watchAttempts() {
        Instant now = clock.instant();
        List<QueuedCommand> unanswered = late.unanswered(now, settings.leastWait(), AT_ONCE);
        for (QueuedCommand command : unanswered) {
            Instant next = now.plus(settings.pauseAfter(command.attempts()));
            if (command.attempts() >= command.attemptsAllowed()) {
                giveUp(command, "No answer to %s%s".formatted(attempts(command), because(command)), now);
            } else if (!command.deadline().isAfter(now)) {
                giveUp(
                        command,
                        "No answer to %s in the time given%s".formatted(attempts(command), because(command)),
                        now);
            } else if (command.mustNotRepeat()) {
                lookFirst(command, now);
            } else {
                queue.tryAgain(
                        command.id(), next, "No answer to %s so far%s".formatted(attempts(command), because(command)));
            }
        }
        return unanswered.size() == AT_ONCE;
    }

    /** @return whether there may be more */
    @Transactional
    boolean watchQueue() {
        Instant now = clock.instant();
        List<QueuedCommand> overdue = late.overdue(now, settings.leastPatience(), AT_ONCE);
        for (QueuedCommand command : overdue) {
            String found = command.line() != null || queue.reachable(command.device())
                    ? "waits behind other commands to the same device"
                    : "is not reached by any connected hub";
            String tried = command.attempts() == 0 ? "" : " after " + attempts(command);
            giveUp(command, "The time given is over%s: the device %s".formatted(tried, found), now);
        }
        return overdue.size() == AT_ONCE;
    }

    /** @return whether there may be more */
    @Transactional
    boolean watchDates() {
        Instant now = clock.instant();
        List<QueuedCommand> untold = late.untold(now.minus(settings.effectWithin()), settings.leastPatience(), AT_ONCE);
        untold.forEach(command -> giveUp(
                command,
                "The device accepted it for %s and has not told how it went"
                        .formatted(BusinessCalendar.inWords(Objects.requireNonNull(command.takesEffectAt()))),
                now));
        return untold.size() == AT_ONCE;
    }

    private void lookFirst(QueuedCommand command, Instant now) {
        String variant = command.stateVariant();
        if (variant == null || command.stateBefore() == null) {
            giveUp(command, StateReads.notAgain(command, "before it is not known"), now);
            return;
        }
        commands.check(command.id(), "No answer to %s so far: the device's state is read".formatted(attempts(command)));
        MeterCommand read = new MeterCommand(
                command.reference(),
                command.device(),
                ServiceRules.read(variant),
                OnBehalfOf.dcc(),
                Duration.between(now, command.deadline()),
                command.attemptsAllowed());
        states.ask(command.id(), read, command.priority(), command.attempts(), now);
    }

    private static String attempts(QueuedCommand command) {
        return command.attempts() == 1 ? "one attempt" : command.attempts() + " attempts";
    }

    /** What is known of the attempt that failed. */
    private static String because(QueuedCommand command) {
        return command.reason() == null ? "" : ": " + command.reason();
    }

    private void giveUp(QueuedCommand command, String reason, Instant now) {
        ends.without(command, Stage.UNREACHABLE, reason, now);
    }
}
