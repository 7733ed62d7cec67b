package org.meterflow.metering;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CommandState.Stage;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asking meters and the other devices of a home. What becomes of a question is told by {@link MeterAnswered}, {@link
 * CommandTookEffect} and {@link MeterUnreachable}, in the transaction that records it.
 */
@Component
public class Meters {

    private static final Set<Stage> OPEN = EnumSet.of(Stage.QUEUED, Stage.CHECKING, Stage.HANDED_OVER, Stage.SENT);

    private final MeterAttempts attempts;
    private final MeterCommands commands;
    private final CommandQueueing queueing;
    private final AnswerReader answers;
    private final MessageMaker maker;
    private final DirectAnswers direct;
    private final MeterDispatcher dispatcher;
    private final Clock clock;

    Meters(
            MeterAttempts attempts,
            MeterCommands commands,
            CommandQueueing queueing,
            AnswerReader answers,
            MessageMaker maker,
            DirectAnswers direct,
            MeterDispatcher dispatcher,
            Clock clock) {
        this.attempts = attempts;
        this.commands = commands;
        this.queueing = queueing;
        this.answers = answers;
        this.maker = maker;
        this.direct = direct;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /**
     * Queues a command in the caller's transaction; it is sent after the commit, when the device's hub is connected and
     * those before it are done. Asking again with the same reference does nothing.
     *
     * @throws UserCounterUsed when the user's counter names another command to the same device already
     */
    @Transactional
    public void ask(MeterCommand command) {
        put(command, queueing::ask);
    }

    /** The same for what nobody waits for: it goes when nobody else wants the device. */
    @Transactional
    public void askLast(MeterCommand command) {
        put(command, queueing::askLast);
    }

    /**
     * Sends once more, as it is, what a user has signed and no attempt has brought an answer to: the device carries out a
     * counter once. Nothing happens to a command that has not ended so.
     */
    @Transactional
    public void askAgain(String reference, Duration answerWithin, int attempts) {
        commands.revive(reference, answerWithin, attempts, clock.instant()).ifPresent(dispatcher::wake);
    }

    /** The highest counter of this user's commands to this device, top-ups apart, which count for themselves. */
    public OptionalLong lastCounter(Eui64 device, Eui64 user) {
        return commands.lastCounter(device, user);
    }

    private void put(MeterCommand command, Function<MeterCommand, Optional<Eui64>> into) {
        try {
            into.apply(command).ifPresent(dispatcher::wake);
        } catch (DuplicateKeyException counterTaken) {
            throw new UserCounterUsed(command, counterTaken);
        }
    }

    /**
     * Sends a user's own command once more, word for word, after it has ended without an answer: its device carries out a
     * counter once, so it does no harm.
     *
     * @param answerWithin from now
     * @return false when there is no such command, or it has not ended so
     */
    @Transactional
    public boolean askAgain(String reference, Duration answerWithin) {
        Instant now = clock.instant();
        Optional<Eui64> device = commands.reopen(reference, now, now.plus(answerWithin));
        device.ifPresent(dispatcher::wake);
        return device.isPresent();
    }

    /**
     * The highest counter of a top-up that this user has sent to a device through the platform; 0 when it has sent none.
     * Top-ups count in steps of 2³², in a series of their own.
     */
    public long lastTopUpCounter(Eui64 device, Eui64 user) {
        return commands.lastTopUpCounter(device, user);
    }

    /**
     * Withdraws a command. What has been sent cannot be called back: its answer is then kept and told to nobody. What a
     * device holds for a future date is withdrawn only by a command of its own. Nothing happens to a command that has
     * ended, and to one that was never asked.
     */
    @Transactional
    public void cancel(String reference) {
        commands.locked(reference).ifPresent(command -> {
            if (OPEN.contains(command.stage())) {
                commands.settle(command.id(), Stage.CANCELLED, "Withdrawn by those who asked", clock.instant());
                dispatcher.wake(command.device());
            }
        });
    }

    /**
     * The message of a critical request, for its user to sign; nothing is sent or kept.
     *
     * @param id the user's, whose counter the command will carry
     * @throws CannotBeAsked when this device cannot be asked that, or the request lacks what the message needs
     */
    public GbcsMessage transform(RequestId id, MeterRequest.OfService request) {
        return maker.preCommand(id, request);
    }

    /**
     * For a command that could not be made.
     *
     * @throws CannotBeAsked when the platform still lacks a key of its own that the command takes
     */
    public void requireOwnKeys(String reference) {
        commands.asked(reference)
                .filter(command -> command.stage() == Stage.REFUSED && command.line() == null)
                .ifPresent(command -> maker.requireOwnKeys(command.originator()));
    }

    /**
     * Why a device would drop a command that this user signs, without a word: it trusts another in its place. Empty when it
     * does not, and when nobody knows whom it trusts.
     */
    public Optional<String> distrust(Eui64 device, Eui64 user) {
        return maker.distrust(device, user);
    }

    /** What was asked; empty when nothing was. */
    public Optional<MeterRequest> request(String reference) {
        return commands.request(reference);
    }

    /** The message that was last sent for a command; empty when none was. */
    public Optional<GbcsMessage> message(String reference) {
        return attempts.last(reference).map(GbcsMessage::parse);
    }

    /** Every message that was sent for a command, and every one its device sent about it, in their order. */
    public List<ExchangedMessage> exchanged(String reference) {
        return attempts.exchanged(reference);
    }

    /** How far a command has come, without what its device answered; empty when it was never asked. */
    public Optional<Stage> stage(String reference) {
        return commands.find(reference).map(CommandState::stage);
    }

    /** How far a command has come; empty when it was never asked. */
    public Optional<CommandState> find(String reference) {
        return commands.find(reference)
                .map(state -> direct.isFrom(state) ? direct.withValues(state) : answers.withValues(state));
    }
}
