package org.meterflow.metering;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of attempts: each message that was made of a question, by which its answer is known again. */
@Repository
class MeterAttempts {

    /** One attempt, ready to go. */
    record Made(QueuedCommand command, Eui64 originator, long counter, int messageCode, byte[] message) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    MeterAttempts(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void record(List<Made> attempts, Instant now) {
        batches.batchUpdate(
                """
                insert into meter_attempt (command, device, originator, counter, message_code, message, made_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                attempts.stream()
                        .map(made -> new Object[] {
                            made.command().id(),
                            made.command().device().value(),
                            made.originator().value(),
                            made.counter(),
                            made.messageCode(),
                            made.message(),
                            Timestamp.from(now)
                        })
                        .toList());
    }

    /** The message of the attempt before, which may be sent again as it is. */
    Optional<byte[]> last(long command) {
        return jdbc.sql("select message from meter_attempt where command = ? order by id desc limit 1")
                .param(command)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    Optional<byte[]> last(String reference) {
        return jdbc.sql("""
                        select a.message from meter_attempt a join meter_command c on c.id = a.command
                        where c.reference = ? order by a.id desc limit 1
                        """)
                .param(reference)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    /** In their order. */
    List<ExchangedMessage> exchanged(String reference) {
        return jdbc.sql("""
                        select * from (
                            select false as from_device, a.made_at as at, a.message, a.id
                              from meter_attempt a join meter_command c on c.id = a.command where c.reference = :reference
                            union all
                            select true, m.received_at, m.message, m.id
                              from meter_message m join meter_command c on c.id = m.command where c.reference = :reference
                        ) exchanged order by at, from_device, id
                        """)
                .param("reference", reference)
                .query((row, number) -> new ExchangedMessage(
                        row.getBoolean("from_device"),
                        row.getTimestamp("at").toInstant(),
                        Octets.of(row.getBytes("message"))))
                .list();
    }

    /**
     * The command behind the attempt with this counter, locked; empty when no such attempt was made.
     *
     * @param messageCode the attempt's; null when it does not matter
     */
    Optional<QueuedCommand> commandOf(Eui64 device, Eui64 originator, long counter, @Nullable Integer messageCode) {
        return jdbc.sql("""
                        select c.* from meter_attempt a join meter_command c on c.id = a.command
                        where a.device = :device and a.originator = :originator and a.counter = :counter
                          and a.message_code = coalesce(:code, a.message_code)
                        for update of c
                        """)
                .param("device", device.value())
                .param("originator", originator.value())
                .param("counter", counter)
                .param("code", messageCode, Types.INTEGER)
                .query(QueuedCommand::read)
                .optional();
    }

    /** The reference of the command whose message with this counter was given to its user. */
    Optional<String> handedOver(Eui64 device, Eui64 originator, long counter, int messageCode) {
        return jdbc.sql("""
                        select c.reference from meter_attempt a join meter_command c on c.id = a.command
                        where a.device = ? and a.originator = ? and a.counter = ? and a.message_code = ?
                          and c.delivery <> 'LINE'
                        """)
                .params(device.value(), originator.value(), counter, messageCode)
                .query(String.class)
                .optional();
    }
}
