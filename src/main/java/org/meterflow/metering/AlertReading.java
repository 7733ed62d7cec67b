package org.meterflow.metering;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.meterflow.gbcs.AlertCodes;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.GbcsAlert;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.MeterMessages.Unread;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What a device says unasked: that a command took effect at its date, or something for its user. */
@Component
class AlertReading {

    private final MeterMessages rows;
    private final MeterAttempts attempts;
    private final MeterCommands commands;
    private final MeterDispatcher dispatcher;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AlertReading(
            MeterMessages rows,
            MeterAttempts attempts,
            MeterCommands commands,
            MeterDispatcher dispatcher,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.attempts = attempts;
        this.commands = commands;
        this.dispatcher = dispatcher;
        this.events = events;
        this.clock = clock;
    }

    Finding read(GbcsMessage message, Unread unread) {
        GbcsAlert alert = GbcsAlert.of(message);
        Eui64 device = message.originator();
        Instant now = clock.instant();
        String code = "%04X".formatted(alert.code());
        if (!rows.isNewAlert(device, message.originatorCounter(), message.recipient(), code, unread.id(), now)) {
            return Finding.of(Verdict.DUPLICATE, message);
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
