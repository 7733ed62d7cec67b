package org.meterflow.metering;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.cosem.CosemMeters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of questions: what is asked, and how each ends. What the queue does with it is in {@link MeterQueues}. */
@Repository
class MeterCommands {

    private final JdbcClient jdbc;
    private final CosemMeters direct;

    MeterCommands(JdbcClient jdbc, CosemMeters direct) {
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

    Optional<QueuedCommand> locked(String reference) {
        return jdbc.sql("select * from meter_command where reference = ? for update")
                .param(reference)
                .query(QueuedCommand::read)
                .optional();
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

    Optional<QueuedCommand> asked(String reference) {
        return jdbc.sql("select * from meter_command where reference = ?")
                .param(reference)
                .query(QueuedCommand::read)
                .optional();
    }

    Optional<QueuedCommand> locked(long id) {
        return jdbc.sql("select * from meter_command where id = ? for update")
                .param(id)
                .query(QueuedCommand::read)
                .optional();
    }

    Optional<CommandState> find(String reference) {
        return jdbc.sql("select *, coalesce(meant_for, device) as addressee from meter_command where reference = ?")
                .param(reference)
                .query((row, number) -> new CommandState(
                        row.getString("reference"),
                        new Eui64(row.getString("addressee")),
                        Stage.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getInt("attempts"),
                        row.getTimestamp("asked_at").toInstant(),
                        QueuedCommand.instant(row, "sent_at"),
                        QueuedCommand.instant(row, "answered_at"),
                        QueuedCommand.instant(row, "settled_at"),
                        row.getBytes("answer"),
                        row.getBytes("effect"),
                        null))
                .optional();
    }

    void answered(long id, Stage stage, byte[] answer, Instant now) {
        jdbc.sql("""
                        update meter_command
                        set state = :state, reason = null, answer = :answer, answered_at = :now, waits_until = null,
                            really_overdue_at = null,
                            settled_at = case when :state = 'ANSWERED' then cast(:now as timestamptz) end
                        where id = :id
                        """)
                .param("state", stage.name())
                .param("answer", answer)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    void executed(long id, Stage stage, byte[] alert, Instant now) {
        jdbc.sql("""
                        update meter_command
                        set state = :state, reason = null, effect = :alert, settled_at = :now, waits_until = null
                        where id = :id
                        """)
                .param("state", stage.name())
                .param("alert", alert)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    /** Ends a command without an answer. */
    void settle(long id, Stage stage, String reason, Instant now) {
        jdbc.sql("""
                        update meter_command set state = ?, reason = ?, settled_at = ?, waits_until = null where id = ?
                        """).params(stage.name(), reason, Timestamp.from(now), id).update();
    }

    /** It has its turn again from now on: its device was found in this state. */
    void stateKnown(long id, @Nullable String state, Instant now) {
        jdbc.sql("""
                        update meter_command
                        set state = 'QUEUED', state_before = :state, next_attempt_at = greatest(next_attempt_at, :now)
                        where id = :id
                        """)
                .param("state", state, Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    /** Nothing is sent before its device's state is known. */
    void check(long id, String reason) {
        jdbc.sql("update meter_command set state = 'CHECKING', reason = ?, waits_until = null where id = ?")
                .params(reason, id)
                .update();
    }

    Optional<MeterRequest> request(String reference) {
        return jdbc.sql("select request_type, request from meter_command where reference = ?")
                .param(reference)
                .query((row, number) -> RequestJson.read(row.getString(1), row.getString(2)))
                .optional();
    }

    /**
     * What a device holds for a future date gives way to what it accepted later: it holds one of each kind.
     *
     * @return the references of what gave way
     */
    List<String> supersede(Eui64 device, long by, int messageCode, String reason, Instant now) {
        return jdbc.sql("""
                        update meter_command set state = 'CANCELLED', reason = ?, settled_at = ?
                        where device = ? and state = 'PENDING_EXECUTION' and id <> ?
                          and exists (select from meter_attempt a where a.command = meter_command.id and a.message_code = ?)
                        returning reference
                        """)
                .params(reason, Timestamp.from(now), device.value(), by, messageCode)
                .query(String.class)
                .list();
    }
}
