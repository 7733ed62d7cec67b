package org.meterflow.metering;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.cosem.CosemMeters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down what is asked of devices. */
@Repository
class NewCommands {

    private final JdbcClient jdbc;
    private final CosemMeters direct;

    NewCommands(JdbcClient jdbc, CosemMeters direct) {
        this.jdbc = jdbc;
        this.direct = direct;
    }

    /** @return its number; empty when a command of this reference was asked before */
    Optional<Long> insert(MeterCommand command, Queueing queueing, Instant now) {
        OnBehalfOf originator = command.originator();
        Instant notBefore = command.notBefore() == null ? now : command.notBefore();
        Eui64 meantFor = queueing.meantFor();
        Instant start = notBefore.isAfter(now) ? notBefore : now;
        return jdbc.sql("""
                                insert into meter_command (reference, device, request_type, request, originator_type,
                                                           user_id, user_counter, priority, state, attempts_allowed,
                                                           asked_at, not_before, deadline, next_attempt_at,
                                                           takes_effect_at, state_variant, state_read_for, meant_for, line,
                                                           delivery)
                                values (:reference, :device, :kind, :request::jsonb, :originator, :user, :counter,
                                        :priority, :state, :attempts, :now, :start, :deadline, :start,
                                        :effect, :stateVariant, :stateReadFor, :meantFor, :line, :delivery)
                                on conflict (reference) do nothing returning id
                                """)
                .param("reference", command.reference())
                .param("device", command.device().value())
                .param("kind", RequestJson.kind(command.request()))
                .param("request", RequestJson.write(command.request()))
                .param("originator", originator.getClass().getSimpleName())
                .param("user", name(originator.user()), Types.VARCHAR)
                .param("counter", counter(originator), Types.BIGINT)
                .param("priority", queueing.priority().rank())
                .param("state", queueing.stage().name())
                .param("stateVariant", queueing.stateVariant(), Types.VARCHAR)
                .param("stateReadFor", queueing.stateReadFor(), Types.BIGINT)
                .param("meantFor", name(meantFor), Types.VARCHAR)
                .param("line", direct.include(command.device()) ? QueuedCommand.COSEM : null, Types.VARCHAR)
                .param("delivery", queueing.delivery().name())
                .param("effect", timestamp(date(command)), Types.TIMESTAMP)
                .param("attempts", command.attempts())
                .param("now", Timestamp.from(now))
                .param("start", Timestamp.from(start))
                .param("deadline", Timestamp.from(start.plus(command.answerWithin())))
                .query(Long.class)
                .optional();
    }

    private static @Nullable Instant date(MeterCommand command) {
        return command.request() instanceof MeterRequest.ReplaceSupplierCredentials replacement
                ? replacement.executeAt()
                : command.takesEffectAt();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    private static @Nullable String name(@Nullable Eui64 party) {
        return party == null ? null : party.value();
    }

    private static @Nullable Long counter(OnBehalfOf originator) {
        if (originator instanceof OnBehalfOf.KnownUser known) {
            return known.counter();
        }
        return originator instanceof OnBehalfOf.UnknownUser unknown ? unknown.counter() : null;
    }

    /**
     * A device refuses a counter below the last it has seen of the same user, so what the user asked before under lower
     * counters goes before this. Top-ups count in steps of 2^32, in a series of their own.
     */
    void takeAlong(Eui64 device, OnBehalfOf.KnownUser user, Priority priority) {
        jdbc.sql("""
                        update meter_command set priority = :priority
                        where device = :device and state in ('QUEUED', 'SENT') and originator_type = 'KnownUser'
                          and user_id = :user and user_counter < :counter and priority > :priority
                          and (user_counter & 4294967295 = 0) = (:counter & 4294967295 = 0)
                        """)
                .param("priority", priority.rank())
                .param("device", device.value())
                .param("user", user.user().value())
                .param("counter", user.counter())
                .update();
    }
}
