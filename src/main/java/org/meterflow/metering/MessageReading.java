package org.meterflow.metering;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.AlertCodes;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.DatedInstructions;
import org.meterflow.gbcs.GbcsAlert;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.MeterMessages.Unread;
import org.meterflow.metering.hub.Rubbish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads one stored message: checks it, finds what it belongs to, and tells the platform, all in one transaction. */
@Component
class MessageReading {

    private static final Logger log = LoggerFactory.getLogger(MessageReading.class);

    /** What no device that is what it says would send. */
    private static final Set<Verdict> WORTHLESS =
            Set.of(Verdict.UNKNOWN_SENDER, Verdict.BAD_MAC, Verdict.BAD_SIGNATURE, Verdict.NOT_FOR_DEVICES);

    /** @param command the command it belongs to, when there is one */
    private record Finding(
            Verdict verdict,
            @Nullable String remark,
            @Nullable Long command) {

        static Finding of(Verdict verdict, String remark) {
            return new Finding(verdict, remark, null);
        }

        static Finding of(Verdict verdict, QueuedCommand command) {
            return new Finding(verdict, null, command.id());
        }
    }

    private final MeterMessages rows;
    private final MeterAttempts attempts;
    private final MeterCommands commands;
    private final StateReads states;
    private final CommandEnds ends;
    private final AnswerReader reader;
    private final MeterDispatcher dispatcher;
    private final Rubbish rubbish;
    private final ApplicationEventPublisher events;
    private final MeterRegistry counted;
    private final Clock clock;

    MessageReading(
            MeterMessages rows,
            MeterAttempts attempts,
            MeterCommands commands,
            StateReads states,
            CommandEnds ends,
            AnswerReader reader,
            MeterDispatcher dispatcher,
            Rubbish rubbish,
            ApplicationEventPublisher events,
            MeterRegistry counted,
            Clock clock) {
        this.rows = rows;
        this.attempts = attempts;
        this.commands = commands;
        this.states = states;
        this.ends = ends;
        this.reader = reader;
        this.dispatcher = dispatcher;
        this.rubbish = rubbish;
        this.events = events;
        this.counted = counted;
        this.clock = clock;
    }

    @Transactional
    void read(long id) {
        Optional<Unread> unread = rows.unread(id);
        if (unread.isEmpty()) {
            return;
        }
        Finding finding = read(unread.get());
        rows.close(id, finding.verdict(), finding.remark(), finding.command());
        counted.counter(
                        "meterflow.metering.messages",
                        "verdict",
                        finding.verdict().name())
                .increment();
        Eui64 hub = unread.get().hub();
        if (hub != null && WORTHLESS.contains(finding.verdict())) {
            rubbish.from(hub);
        }
        if (finding.remark() != null) {
            log.warn("Message {} from a device: {}, {}", id, finding.verdict(), finding.remark());
        }
    }

    private Finding read(Unread unread) {
        try {
            GbcsMessage message = GbcsMessage.parse(unread.message());
            Verdict wrong =
                    message.kind() == GbcsMessage.Kind.COMMAND ? Verdict.NOT_FOR_DEVICES : reader.wrong(message);
            if (wrong != null) {
                return Finding.of(wrong, describe(message));
            }
            return message.kind() == GbcsMessage.Kind.ALERT ? alert(message, unread) : answer(message, unread);
        } catch (MalformedGbcs malformed) {
            return Finding.of(Verdict.UNREADABLE, Reason.of(malformed));
        }
    }

    private static String describe(GbcsMessage message) {
        return "%s %04X with counter %s from %s to %s"
                .formatted(
                        message.kind(),
                        message.messageCode(),
                        Long.toUnsignedString(message.originatorCounter()),
                        message.originator(),
                        message.recipient());
    }

    private Finding answer(GbcsMessage message, Unread unread) {
        Eui64 device = message.originator();
        QueuedCommand command = attempts.commandOf(
                        device, message.recipient(), message.originatorCounter(), message.messageCode())
                .orElse(null);
        if (command == null) {
            return Finding.of(Verdict.UNMATCHED, describe(message));
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

    private Finding alert(GbcsMessage message, Unread unread) {
        GbcsAlert alert = GbcsAlert.of(message);
        Eui64 device = message.originator();
        Instant now = clock.instant();
        String code = "%04X".formatted(alert.code());
        if (!rows.isNewAlert(device, message.originatorCounter(), message.recipient(), code, unread.id(), now)) {
            return Finding.of(Verdict.DUPLICATE, describe(message));
        }
        Optional<QueuedCommand> dated = message.isSigned() ? dated(alert, message) : Optional.empty();
        if (dated.isPresent()) {
            return effect(dated.get(), alert, unread.message(), now);
        }
        events.publishEvent(new MeterAlerted(
                device, message.recipient(), code, AlertCodes.name(alert.code()).orElse(""), unread.message(), now));
        return new Finding(Verdict.ALERT, null, null);
    }

    /** The command whose date it was, when the alert is about one. */
    private Optional<QueuedCommand> dated(GbcsAlert alert, GbcsMessage message) {
        CredentialsOutcome credentials = alert.credentials();
        GbcsAlert.DatedCommand executed = alert.executed();
        Eui64 device = message.originator();
        if (credentials != null) {
            return attempts.commandOf(device, message.recipient(), credentials.sequence(), null);
        }
        return executed == null
                ? Optional.empty()
                : attempts.commandOf(device, message.recipient(), executed.counter(), executed.messageCode());
    }

    /** A device tells of each part of a command that takes effect; the command is done with the first. */
    private Finding effect(QueuedCommand command, GbcsAlert alert, byte[] bytes, Instant now) {
        CredentialsOutcome credentials = alert.credentials();
        boolean success = credentials == null ? alert.code() == GbcsAlert.TOOK_EFFECT : credentials.succeeded();
        boolean known = command.stage() == Stage.TOOK_EFFECT || command.stage() == Stage.DID_NOT_TAKE_EFFECT;
        if (known && credentials != null) {
            return Finding.of(Verdict.DUPLICATE, command);
        }
        if (!known || !success) {
            commands.executed(command.id(), success ? Stage.TOOK_EFFECT : Stage.DID_NOT_TAKE_EFFECT, bytes, now);
            dispatcher.wake(command.device());
        }
        events.publishEvent(new CommandTookEffect(
                command.reference(),
                command.device(),
                success,
                bytes,
                credentials == null ? null : new MeterAnswer.CredentialsReplaced(credentials),
                now));
        return Finding.of(Verdict.EFFECT, command);
    }
}
