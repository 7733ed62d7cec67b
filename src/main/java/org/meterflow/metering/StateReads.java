package org.meterflow.metering;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.metering.CommandState.Stage;
import org.springframework.stereotype.Component;

/**
 * Commands that must not take effect twice: the device's state is read before the first attempt, and again when that
 * stays unanswered. Only the same state permits a second attempt. Each read carries a higher counter than the attempt
 * before it, so an attempt that is still on its way is refused by the device once it has answered the read.
 */
@Component
class StateReads {

    /** A command that may not be sent again, and why. */
    record Ended(QueuedCommand command, String reason) {}

    private final MeterCommands commands;
    private final NewCommands fresh;

    StateReads(MeterCommands commands, NewCommands fresh) {
        this.commands = commands;
        this.fresh = fresh;
    }

    /**
     * The command waits until its device's state is known.
     *
     * @param attempts how many the command has had
     */
    void ask(long command, MeterCommand read, Priority priority, int attempts, Instant now) {
        MeterCommand named = new MeterCommand(
                "state/%s/%s".formatted(command, attempts),
                read.device(),
                read.request(),
                OnBehalfOf.dcc(),
                null,
                read.notBefore(),
                read.answerWithin(),
                read.attempts());
        fresh.insert(named, Queueing.stateRead(priority, command), now);
    }

    /** @return the command that has ended by what was read */
    Optional<Ended> read(QueuedCommand read, @Nullable MeterAnswer values, Instant now) {
        return waiting(read).flatMap(command -> {
            String state = values == null || values.hasFailed() ? null : RequestJson.text(values);
            if (command.attempts() == 0) {
                commands.stateKnown(command.id(), state, now);
                return Optional.empty();
            }
            if (state != null && state.equals(command.stateBefore())) {
                commands.stateKnown(command.id(), state, now);
                return Optional.empty();
            }
            String found = state == null ? "cannot be read" : "has changed since, so it may have taken effect";
            return Optional.of(new Ended(command, notAgain(command, found)));
        });
    }

    /** @return the command that has ended because nobody can say whether it took effect */
    Optional<Ended> notRead(QueuedCommand read, Instant now) {
        return waiting(read).flatMap(command -> {
            if (command.attempts() == 0) {
                commands.stateKnown(command.id(), null, now);
                return Optional.empty();
            }
            return Optional.of(new Ended(command, notAgain(command, "could not be read afterwards")));
        });
    }

    static String notAgain(QueuedCommand command, String found) {
        return "No answer to %s, and the device's state %s: it is not sent again"
                .formatted(command.attempts() == 1 ? "one attempt" : command.attempts() + " attempts", found);
    }

    private Optional<QueuedCommand> waiting(QueuedCommand read) {
        Long command = read.stateReadFor();
        return command == null
                ? Optional.empty()
                : commands.locked(command).filter(found -> found.stage() == Stage.CHECKING);
    }
}
