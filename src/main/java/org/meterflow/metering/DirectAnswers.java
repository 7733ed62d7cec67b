package org.meterflow.metering;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.MeterQueues.Waiting;
import org.meterflow.metering.cosem.CosemFailure;
import org.meterflow.metering.cosem.CosemMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is on record of conversations with meters outside GBCS: whose turn it is, and what came of it. */
@Component
class DirectAnswers {

    private static final Logger log = LoggerFactory.getLogger(DirectAnswers.class);

    /** Beyond the longest conversation: so long an attempt counts as under way, unless it is known to have ended. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** A conversation that may begin: its attempt is on record. */
    record Attempt(long command, int number, Eui64 device, String variant, MeterRequest request) {}

    private final MeterQueues queue;
    private final MeterCommands commands;
    private final CommandEnds ends;
    private final StateReads states;
    private final CosemMeters meters;
    private final DeviceSurroundings surroundings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DirectAnswers(
            MeterQueues queue,
            MeterCommands commands,
            CommandEnds ends,
            StateReads states,
            CosemMeters meters,
            DeviceSurroundings surroundings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.queue = queue;
        this.commands = commands;
        this.ends = ends;
        this.states = states;
        this.meters = meters;
        this.surroundings = surroundings;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    List<Attempt> take(int limit) {
        Instant now = clock.instant();
        List<Attempt> attempts = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        for (QueuedCommand command : queue.directTurns(now, limit)) {
            try {
                attempts.add(attempt(command));
                waiting.add(new Waiting(command.id(), now.plus(meters.longest()).plus(MARGIN)));
            } catch (CannotBeAsked | CosemFailure | IllegalArgumentException cannot) {
                ends.without(command, Stage.REFUSED, "The command cannot be made: " + cannot.getMessage(), now);
            }
        }
        queue.sent(waiting, now);
        return attempts;
    }

    private Attempt attempt(QueuedCommand command) {
        if (!(command.originator() instanceof OnBehalfOf.Dcc)) {
            throw new CannotBeAsked(
                    "Device %s is outside GBCS: only the DCC itself can ask it".formatted(command.device()));
        }
        if (command.takesEffectAt() != null) {
            throw new CannotBeAsked(
                    "Device %s is outside GBCS: it keeps no commands for a later date".formatted(command.device()));
        }
        surroundings.requireInReach(command.device());
        MeterRequest request = command.request();
        String variant = ServiceRules.variant(request);
        meters.check(command.device(), variant);
        return new Attempt(command.id(), command.attempts() + 1, command.device(), variant, request);
    }

    /** A late answer, to an attempt before the present one, counts as well. */
    @Transactional
    void answered(Attempt attempt, CosemMeters.Answer answer) {
        Instant now = clock.instant();
        QueuedCommand command = open(attempt);
        if (command == null) {
            log.warn("Device {} answered a command that had ended", attempt.device());
            return;
        }
        commands.answered(command.id(), Stage.ANSWERED, answer.message(), now);
        if (command.stateReadFor() == null) {
            events.publishEvent(new MeterAnswered(
                    command.reference(), command.addressee(), answer.values(), answer.message(), now));
        } else {
            states.read(command, answer.values(), now)
                    .ifPresent(ended -> ends.without(ended.command(), Stage.UNREACHABLE, ended.reason(), now));
        }
    }

    @Transactional
    void failed(Attempt attempt, CosemFailure failure) {
        Instant now = clock.instant();
        QueuedCommand command = open(attempt);
        if (command == null || command.stage() != Stage.SENT || command.attempts() != attempt.number()) {
            return;
        }
        if (failure.isLasting()) {
            ends.without(command, Stage.UNREACHABLE, failure.reason(), now);
        } else {
            queue.failed(command.id(), attempt.number(), failure.reason(), now);
        }
    }

    private @Nullable QueuedCommand open(Attempt attempt) {
        return commands.locked(attempt.command())
                .filter(command -> command.stage() == Stage.SENT
                        || command.stage() == Stage.QUEUED
                        || command.stage() == Stage.CHECKING)
                .orElse(null);
    }

    boolean isFrom(CommandState state) {
        byte[] answer = state.answer();
        return answer != null && CosemMeters.isAnswer(answer);
    }

    /** Values that the meter's profile no longer explains are left out. */
    CommandState withValues(CommandState state) {
        byte[] answer = state.answer();
        return answer == null
                ? state
                : commands.asked(state.reference())
                        .map(QueuedCommand::request)
                        .flatMap(request ->
                                meters.values(state.device(), ServiceRules.variant(request), request, answer))
                        .map(state::withValues)
                        .orElse(state);
    }
}
