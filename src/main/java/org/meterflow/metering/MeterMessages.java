package org.meterflow.metering;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of messages from devices. */
@Repository
class MeterMessages {

    /**
     * A message as it came.
     *
     * @param sender null when it is no message at all
     * @param copies how often the same bytes came at once
     */
    record Received(byte[] digest, Eui64 hub, @Nullable Eui64 sender, byte[] message, int copies) {}

    /** A message whose turn it is to be read; brought by hand where it came over no hub's line. */
    record Unread(long id, byte[] message, @Nullable Eui64 hub, boolean broughtByHand) {}

    /** What became of a message. */
    record Judged(Verdict verdict, @Nullable String remark) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    MeterMessages(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /**
     * Each digest once.
     *
     * @return the ids of those that were not there yet
     */
    @Transactional
    public List<Long> insert(List<Received> messages, Instant now) {
        return template
                .query(connection -> insertion(connection, messages, now), (row, number) -> inserted(row))
                .stream()
                .filter(id -> id > 0)
                .toList();
    }

    /**
     * What a user brought from a device; the same bytes are one row, however they came.
     *
     * @return its id
     */
    long bring(byte[] digest, Eui64 sender, byte[] message, Eui64 by, Instant now) {
        return jdbc.sql("""
                        insert into meter_message as known (digest, sender, message, brought_by, received_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (digest) do update set copies = known.copies + 1
                        returning id
                        """)
                .params(digest, sender.value(), message, by.value(), Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    /** Empty while nobody has read it. */
    Optional<Judged> judged(long id) {
        return jdbc.sql("select verdict, remark from meter_message where id = ? and verdict is not null")
                .param(id)
                .query((row, number) -> new Judged(Verdict.valueOf(row.getString(1)), row.getString(2)))
                .optional();
    }

    private static PreparedStatement insertion(Connection connection, List<Received> messages, Instant now)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement("""
                insert into meter_message as known (digest, hub, sender, message, copies, received_at)
                select digest, hub, sender, message, copies, ?
                from unnest(?, ?, ?, ?, ?) as new (digest, hub, sender, message, copies)
                on conflict (digest) do update set copies = known.copies + excluded.copies
                returning id, xmax = 0 as inserted
                """);
        statement.setTimestamp(1, Timestamp.from(now));
        statement.setArray(2, bytes(connection, messages, Received::digest));
        statement.setArray(
                3, texts(connection, messages, received -> received.hub().value()));
        statement.setArray(4, texts(connection, messages, MeterMessages::sender));
        statement.setArray(5, bytes(connection, messages, Received::message));
        statement.setArray(
                6,
                connection.createArrayOf(
                        "int4", messages.stream().map(Received::copies).toArray()));
        return statement;
    }

    private static Array bytes(Connection connection, List<Received> messages, Function<Received, byte[]> value)
            throws SQLException {
        return connection.createArrayOf("bytea", messages.stream().map(value).toArray(byte[][]::new));
    }

    private static Array texts(
            Connection connection, List<Received> messages, Function<Received, @Nullable String> value)
            throws SQLException {
        return connection.createArrayOf("text", messages.stream().map(value).toArray());
    }

    private static long inserted(ResultSet row) throws SQLException {
        return row.getBoolean("inserted") ? row.getLong("id") : 0;
    }

    private static @Nullable String sender(Received received) {
        Eui64 sender = received.sender();
        return sender == null ? null : sender.value();
    }

    /** Locked; empty when it has been read, or another reader is at it. */
    Optional<Unread> unread(long id) {
        return jdbc.sql("""
                        select id, message, hub, brought_by from meter_message
                        where id = ? and verdict is null for update skip locked
                        """).param(id).query((row, number) -> unread(row)).optional();
    }

    private static Unread unread(ResultSet row) throws SQLException {
        String hub = row.getString("hub");
        return new Unread(
                row.getLong("id"),
                row.getBytes("message"),
                hub == null ? null : new Eui64(hub),
                row.getString("brought_by") != null);
    }

    /** Those that wait for a reader: left behind by a node that died, or due for another try. */
    List<Long> forgotten(Duration age, int limit) {
        return jdbc.sql("""
                        select id from meter_message
                        where verdict is null
                          and really_received_at <= clock_timestamp() - :seconds * interval '1 second'
                          and (try_again_at is null or try_again_at <= clock_timestamp())
                        order by id limit :limit
                        """)
                .param("seconds", age.toMillis() / 1000.0)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    void close(long id, Verdict verdict, @Nullable String remark, @Nullable Long command) {
        jdbc.sql("update meter_message set verdict = :verdict, remark = :remark, command = :command where id = :id")
                .param("verdict", verdict.name())
                .param("remark", remark, Types.VARCHAR)
                .param("command", command, Types.BIGINT)
                .param("id", id)
                .update();
    }

    /** Reading it failed for a reason that may pass; the pause doubles up to about five minutes. */
    void failed(long id, String reason) {
        jdbc.sql("""
                        update meter_message
                        set failures = failures + 1, remark = ?,
                            try_again_at = clock_timestamp() + least(300, 0.25 * 2 ^ least(failures, 12)) * interval '1 second'
                        where id = ? and verdict is null
                        """).params(reason, id).update();
    }

    /** @return false when this device has raised the alert of this counter before */
    boolean isNewAlert(Eui64 device, long counter, Eui64 recipient, String code, long message, Instant now) {
        return jdbc.sql("""
                                insert into meter_alert (device, counter, recipient, alert_code, received_at, message)
                                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(device.value(), counter, recipient.value(), code, Timestamp.from(now), message)
                        .update()
                > 0;
    }
}
