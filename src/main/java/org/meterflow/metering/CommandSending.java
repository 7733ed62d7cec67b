package org.meterflow.metering;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.MeterAttempts.Made;
import org.meterflow.metering.MeterQueues.Turn;
import org.meterflow.metering.MeterQueues.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the commands whose turn it is, and makes their messages; only what this commits may leave. */
@Component
class CommandSending {

    private static final Logger log = LoggerFactory.getLogger(CommandSending.class);

    /** A message that is on record and may leave now. */
    record Outgoing(Eui64 hub, long command, int attempt, Eui64 device, byte[] message) {}

    private final MeterAttempts attempts;
    private final MeterQueues queue;
    private final CommandEnds ends;
    private final AttemptWaits waits;
    private final OriginatorCounters counters;
    private final MessageMaker maker;
    private final MeteringSettings settings;
    private final ObjectProvider<RightToSend> rights;
    private final Clock clock;

    CommandSending(
            MeterAttempts attempts,
            MeterQueues queue,
            CommandEnds ends,
            AttemptWaits waits,
            OriginatorCounters counters,
            MessageMaker maker,
            MeteringSettings settings,
            ObjectProvider<RightToSend> rights,
            Clock clock) {
        this.attempts = attempts;
        this.queue = queue;
        this.ends = ends;
        this.waits = waits;
        this.counters = counters;
        this.maker = maker;
        this.settings = settings;
        this.rights = rights;
        this.clock = clock;
    }

    /** @param devices null for all this node reaches */
    @Transactional
    List<Outgoing> take(@Nullable Collection<Eui64> devices) {
        Instant now = clock.instant();
        List<Turn> turns = queue.turns(devices, now, settings.batch());
        if (turns.isEmpty()) {
            return List.of();
        }
        Map<Eui64, Long> next = takeCounters(turns);
        List<Made> fresh = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        List<Outgoing> outgoing = new ArrayList<>();
        for (Turn turn : turns) {
            QueuedCommand command = turn.command();
            try {
                Optional<String> lost = lostRight(command);
                if (lost.isPresent()) {
                    ends.without(command, Stage.REFUSED, lost.get(), now);
                    continue;
                }
                byte[] message = again(command);
                if (message == null) {
                    Made made = make(command, next);
                    fresh.add(made);
                    message = made.message();
                }
                waiting.add(new Waiting(command.id(), waitsUntil(command, now)));
                outgoing.add(new Outgoing(turn.hub(), command.id(), command.attempts() + 1, command.device(), message));
            } catch (DataAccessException database) {
                throw database;
            } catch (RuntimeException cannotBeMade) {
                refuse(command, cannotBeMade, now);
            }
        }
        attempts.record(fresh, now);
        queue.sent(waiting, now);
        return outgoing;
    }

    /** Always in the same order, so that two nodes never wait for each other. */
    private Map<Eui64, Long> takeCounters(List<Turn> turns) {
        Map<Eui64, Integer> needed = new TreeMap<>();
        for (Turn turn : turns) {
            if (!turn.command().keepsItsMessage()) {
                needed.merge(maker.originator(turn.command().originator()), 1, Integer::sum);
            }
        }
        Map<Eui64, Long> next = new HashMap<>();
        needed.forEach((originator, count) -> next.put(originator, counters.take(originator, count)));
        return next;
    }

    private Optional<String> lostRight(QueuedCommand command) {
        return rights.stream()
                .flatMap(right -> right.lost(command.reference()).stream())
                .findFirst();
    }

    private byte @Nullable [] again(QueuedCommand command) {
        if (!command.keepsItsMessage()) {
            return null;
        }
        maker.requireListening(command.device(), command.originator());
        return attempts.last(command.id()).orElse(null);
    }

    private Made make(QueuedCommand command, Map<Eui64, Long> next) {
        Eui64 originator = maker.originator(command.originator());
        long counter = command.originator() instanceof OnBehalfOf.KnownUser user
                ? user.counter()
                : next.merge(originator, 1L, Long::sum) - 1;
        GbcsMessage message = maker.make(command, counter);
        return new Made(command, originator, counter, message.messageCode(), message.encode());
    }

    private Instant waitsUntil(QueuedCommand command, Instant now) {
        Instant until = now.plus(waits.of(command));
        boolean deadlineFirst =
                command.deadline().isAfter(now) && command.deadline().isBefore(until);
        return deadlineFirst ? command.deadline() : until;
    }

    private void refuse(QueuedCommand command, RuntimeException cause, Instant now) {
        if (!(cause instanceof CannotBeAsked)) {
            log.error("Command {} to device {} cannot be made", command.reference(), command.device(), cause);
        }
        String reason = "The command cannot be made: " + cause.getMessage();
        ends.without(command, Stage.REFUSED, reason, now);
    }

    /** The line broke under the message: it goes again as soon as there is a line. */
    @Transactional
    void returned(Outgoing outgoing) {
        queue.notSent(outgoing.command(), outgoing.attempt(), clock.instant());
    }
}
