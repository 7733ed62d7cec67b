package org.meterflow.metering;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of questions: what was asked, and how each ends. What the queue does with it is in {@link MeterQueues}. */
@Repository
class MeterCommands {

    private final JdbcClient jdbc;

    MeterCommands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<QueuedCommand> locked(String reference) {
        return jdbc.sql("select * from meter_command where reference = ? for update")
                .param(reference)
                .query(QueuedCommand::read)
                .optional();
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

    /**
     * Gives a user's command another attempt after its end without an answer.
     *
     * @return its device; empty when it has not ended so
     */
    Optional<Eui64> reopen(String reference, Instant now, Instant deadline) {
        return jdbc.sql("""
                        update meter_command
                        set state = 'QUEUED', reason = null, attempts_allowed = attempts + 1, next_attempt_at = :now,
                            deadline = :deadline, settled_at = null, waits_until = null, really_overdue_at = null
                        where reference = :reference and state in ('UNREACHABLE', 'REFUSED')
                          and originator_type = 'KnownUser' and delivery = 'LINE'
                        returning device
                        """)
                .param("reference", reference)
                .param("now", Timestamp.from(now))
                .param("deadline", Timestamp.from(deadline))
                .query((row, number) -> new Eui64(row.getString(1)))
                .optional();
    }

    long lastTopUpCounter(Eui64 device, Eui64 user) {
        return jdbc.sql("""
                        select coalesce(max(user_counter), 0) from meter_command
                        where device = ? and user_id = ? and originator_type = 'KnownUser'
                          and user_counter & 4294967295 = 0
                        """)
                .params(device.value(), user.value())
                .query(Long.class)
                .single();
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

    /** Back into its device's queue, where its user's counter lets it be sent again. */
    Optional<Eui64> revive(String reference, Duration answerWithin, int attempts, Instant now) {
        return jdbc.sql("""
                        update meter_command
                        set state = 'QUEUED', reason = null, settled_at = null, waits_until = null, really_overdue_at = null,
                            attempts_allowed = attempts + :more, not_before = :now, next_attempt_at = :now,
                            deadline = :deadline
                        where reference = :reference and originator_type = 'KnownUser'
                          and state in ('UNREACHABLE', 'REFUSED')
                        returning device
                        """)
                .param("more", attempts)
                .param("now", Timestamp.from(now))
                .param("deadline", Timestamp.from(now.plus(answerWithin)))
                .param("reference", reference)
                .query(String.class)
                .optional()
                .map(Eui64::new);
    }

    OptionalLong lastCounter(Eui64 device, Eui64 user) {
        return jdbc
                .sql("""
                        select max(user_counter) from meter_command
                        where device = ? and user_id = ? and originator_type = 'KnownUser'
                          and user_counter & 4294967295 <> 0
                        """)
                .params(device.value(), user.value())
                .query((row, number) -> row.getObject(1, Long.class))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
