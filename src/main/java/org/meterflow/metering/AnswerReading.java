package org.meterflow.metering;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DatedInstructions;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.MeterMessages.Unread;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What an answer is to the command it belongs to. */
@Component
class AnswerReading {

    private final MeterAttempts attempts;
    private final MeterCommands commands;
    private final StateReads states;
    private final CommandEnds ends;
    private final AnswerReader reader;
    private final MeterDispatcher dispatcher;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AnswerReading(
            MeterAttempts attempts,
            MeterCommands commands,
            StateReads states,
            CommandEnds ends,
            AnswerReader reader,
            MeterDispatcher dispatcher,
            ApplicationEventPublisher events,
            Clock clock) {
        this.attempts = attempts;
        this.commands = commands;
        this.states = states;
        this.ends = ends;
        this.reader = reader;
        this.dispatcher = dispatcher;
        this.events = events;
        this.clock = clock;
    }

    Finding read(GbcsMessage message, Unread unread) {
        Eui64 device = message.originator();
        QueuedCommand command = attempts.commandOf(
                        device, message.recipient(), message.originatorCounter(), message.messageCode())
                .orElse(null);
        if (command == null) {
            return Finding.of(Verdict.UNMATCHED, message);
        }
        return switch (command.stage()) {
            case SENT, QUEUED, CHECKING, HANDED_OVER -> accept(command, message, unread);
            case ANSWERED, PENDING_EXECUTION, TOOK_EFFECT, DID_NOT_TAKE_EFFECT ->
                Finding.of(Verdict.DUPLICATE, command);
            case UNREACHABLE ->
                command.isHandedOver() ? accept(command, message, unread) : Finding.of(Verdict.LATE, command);
            case CANCELLED, REFUSED -> Finding.of(Verdict.LATE, command);
        };
    }

    private Finding accept(QueuedCommand command, GbcsMessage message, Unread unread) {
        Instant now = clock.instant();
        dispatcher.wake(command.device());
        MeterAnswer values;
        try {
            values = known(message, unread);
        } catch (MalformedGbcs senseless) {
            String reason = "The device's answer makes no sense: " + senseless.getMessage();
            if (unread.broughtByHand()) {
                return Finding.of(Verdict.UNREADABLE, reason);
            }
            ends.without(command, Stage.UNREACHABLE, reason, now);
            return new Finding(Verdict.UNREADABLE, reason, command.id());
        }
        byte[] bytes = unread.message();
        commands.answered(command.id(), stage(command, message, values, now), bytes, now);
        if (command.stateReadFor() == null) {
            events.publishEvent(new MeterAnswered(command.reference(), command.addressee(), values, bytes, now));
        } else {
            states.read(command, values, now)
                    .ifPresent(ended -> ends.without(ended.command(), Stage.UNREACHABLE, ended.reason(), now));
        }
        return Finding.of(Verdict.ANSWER, command);
    }

    /** What a user brings counts as the device's own word where that can be proven here, and not by the user alone. */
    private @Nullable MeterAnswer known(GbcsMessage message, Unread unread) {
        return unread.broughtByHand() && !reader.isProven(message) ? null : reader.values(message);
    }

    /** A command with a date is done only when the device says so at that date; one that withdraws is done now. */
    private Stage stage(QueuedCommand command, GbcsMessage message, @Nullable MeterAnswer values, Instant now) {
        Instant date = command.takesEffectAt();
        boolean dated = values instanceof MeterAnswer.CredentialsAccepted || date != null;
        boolean doneAtOnce = values instanceof MeterAnswer.CredentialsReplaced;
        if (!dated || doneAtOnce || values != null && values.hasFailed()) {
            return Stage.ANSWERED;
        }
        String reason = "The device has accepted %s since".formatted(command.reference());
        commands.supersede(command.device(), command.id(), message.messageCode(), reason, now)
                .forEach(held ->
                        events.publishEvent(new CommandSuperseded(held, command.device(), command.reference(), now)));
        return isHeld(command, values, now) ? Stage.PENDING_EXECUTION : Stage.ANSWERED;
    }

    private static boolean isHeld(QueuedCommand command, @Nullable MeterAnswer values, Instant now) {
        Instant date = command.takesEffectAt();
        if (date == null) {
            return !command.kind().equals(MeterRequest.CancelSupplierCredentials.class.getSimpleName());
        }
        boolean saysSo = values instanceof MeterAnswer.CredentialsAccepted;
        return (saysSo || date.isAfter(now)) && !DatedInstructions.isWithdrawal(date);
    }
}
