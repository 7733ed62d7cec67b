package org.meterflow.metering;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.Brought.Result;
import org.meterflow.metering.MeterAttempts.Made;
import org.meterflow.metering.MeterMessages.Judged;
import org.meterflow.metering.cosem.CosemMeters;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Commands that users take to devices themselves, and the answers that they bring back from there. */
@Component
public class LocalDelivery {

    private final MeterAttempts attempts;
    private final MeterCommands commands;
    private final NewCommands fresh;
    private final MeterQueues queue;
    private final MeterMessages messages;
    private final MessageReading reading;
    private final MessageMaker maker;
    private final OriginatorCounters counters;
    private final ServiceRules rules;
    private final CosemMeters direct;
    private final MeterDispatcher dispatcher;
    private final Clock clock;

    LocalDelivery(
            MeterAttempts attempts,
            MeterCommands commands,
            NewCommands fresh,
            MeterQueues queue,
            MeterMessages messages,
            MessageReading reading,
            MessageMaker maker,
            OriginatorCounters counters,
            ServiceRules rules,
            CosemMeters direct,
            MeterDispatcher dispatcher,
            Clock clock) {
        this.attempts = attempts;
        this.commands = commands;
        this.fresh = fresh;
        this.queue = queue;
        this.messages = messages;
        this.reading = reading;
        this.maker = maker;
        this.counters = counters;
        this.rules = rules;
        this.direct = direct;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** A device outside GBCS takes no message from anybody. */
    public boolean reaches(Eui64 device) {
        return !direct.include(device);
    }

    /**
     * The command's message, with the broker's MAC, for its user to take to the device; nothing is sent. The device
     * carries it out unless it has seen a higher counter of the same originator by then.
     *
     * @throws CannotBeAsked when it cannot be made; nothing is kept then
     * @throws UserCounterUsed when the user's counter names another command to the same device already
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = CannotBeAsked.class)
    public GbcsMessage handOver(MeterCommand command) {
        return make(command, Queueing.handedOver(rules.of(command.request()).priority(), Delivery.HAND));
    }

    /** The same, and it is sent as well: the same message, so that the device carries it out once. */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = CannotBeAsked.class)
    public GbcsMessage handOverAndAsk(MeterCommand command) {
        boolean usersOwn = command.originator() instanceof OnBehalfOf.KnownUser;
        Priority priority = usersOwn ? rules.of(command.request()).priority() : Priority.MADE_ALREADY;
        queue.hold(command.device());
        GbcsMessage message = make(command, Queueing.handedOver(priority, Delivery.BOTH));
        if (command.originator() instanceof OnBehalfOf.KnownUser user) {
            fresh.takeAlong(command.device(), user, priority);
        }
        dispatcher.wake(command.device());
        return message;
    }

    private GbcsMessage make(MeterCommand command, Queueing queueing) {
        Instant now = clock.instant();
        OnBehalfOf onBehalfOf = command.originator();
        Eui64 originator = maker.originator(onBehalfOf);
        long counter = onBehalfOf instanceof OnBehalfOf.KnownUser user ? user.counter() : counters.take(originator, 1);
        GbcsMessage message = maker.make(command.device(), command.request(), onBehalfOf, counter);
        try {
            long id = fresh.insert(command, queueing, now)
                    .orElseThrow(() -> new IllegalStateException(command.reference() + " was asked before"));
            Made made = new Made(
                    commands.locked(id).orElseThrow(), originator, counter, message.messageCode(), message.encode());
            attempts.record(List.of(made), now);
            return message;
        } catch (DuplicateKeyException counterTaken) {
            throw new UserCounterUsed(command, counterTaken);
        }
    }

    /** The reference of the command, once handed over, that a device answers with this message. */
    public Optional<String> commandAnsweredBy(GbcsMessage answer) {
        return attempts.handedOver(
                answer.originator(), answer.recipient(), answer.originatorCounter(), answer.messageCode());
    }

    /**
     * Examines a device's answer and takes it as if a line had brought it: {@link MeterAnswered} follows, without values
     * where only the user can tell whether the message is genuine.
     *
     * @param by whoever brings it
     */
    @Transactional
    public Brought bring(GbcsMessage answer, Eui64 by) {
        byte[] bytes = answer.encode();
        long id = messages.bring(MeterInbox.digest(bytes), answer.originator(), bytes, by, clock.instant());
        Optional<Judged> before = messages.judged(id);
        if (before.isEmpty()) {
            reading.read(id);
        }
        Judged judged = before.or(() -> messages.judged(id)).orElseThrow();
        String remark = judged.remark() == null ? "" : ": " + judged.remark();
        return switch (judged.verdict()) {
            case ANSWER -> before.isEmpty() ? new Brought(Result.TAKEN, "The device's answer is taken") : known();
            case DUPLICATE -> known();
            case LATE -> new Brought(Result.NOT_WANTED, "The command was withdrawn" + remark);
            case UNKNOWN_SENDER -> new Brought(Result.NOT_GENUINE, "The device has no certificates here" + remark);
            case BAD_SIGNATURE -> new Brought(Result.NOT_GENUINE, "The signature is not the device's" + remark);
            case BAD_MAC -> new Brought(Result.NOT_GENUINE, "The MAC is not the device's" + remark);
            case UNREADABLE, UNMATCHED, NOT_FOR_DEVICES, EFFECT, ALERT ->
                new Brought(Result.NOT_GENUINE, "The message is no answer to a command" + remark);
        };
    }

    private static Brought known() {
        return new Brought(Result.KNOWN, "The device had been heard before: nothing is done");
    }
}
