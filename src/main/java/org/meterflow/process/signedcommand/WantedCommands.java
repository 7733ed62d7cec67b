package org.meterflow.process.signedcommand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;
import org.meterflow.process.signedcommand.WantedCommand.Refuser;
import org.meterflow.process.signedcommand.WantedCommand.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of commands that suppliers are asked to sign. What has ended is not changed any more. */
@Repository
class WantedCommands {

    private static final String OPEN = " and state in ('WANTED', 'HELD', 'ASKED', 'SIGNED')";

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    WantedCommands(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Does nothing when a command with this id exists: preparing is safe to repeat. */
    void add(CommandOrder order, Instant wantedAt) {
        jdbc.sql("""
                        insert into signed_command (id, parent_process, parent_case, service, body, device, mpxn, supplier,
                            sign_by, wanted_at, state)
                        values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, 'WANTED') on conflict (id) do nothing""")
                .param(order.id())
                .param(order.parent().process())
                .param(order.parent().caseId())
                .param(order.service())
                .param(write(order.body()))
                .param(order.device().value())
                .param(order.mpxn() == null ? null : order.mpxn().value())
                .param(order.supplier().value())
                .param(timestamp(order.signBy()))
                .param(Timestamp.from(wantedAt))
                .update();
    }

    Optional<WantedCommand> find(String id) {
        return one("select * from signed_command where id = ?", id);
    }

    Optional<WantedCommand> findLocked(String id) {
        return one("select * from signed_command where id = ? for update", id);
    }

    private Optional<WantedCommand> one(String sql, String id) {
        return jdbc.sql(sql).param(id).query((row, number) -> read(row)).optional();
    }

    /** @param terms names of meter points, devices and users that the text means */
    List<String> search(String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select id from signed_command
                        where ? = '' or lower(id) = lower(?) or lower(parent_case) = lower(?)
                           or mpxn = any(?) or device = any(?) or supplier = any(?)
                        order by wanted_at desc, id limit ? offset ?""")
                .params(text, text, text, terms, terms, terms, limit, offset)
                .query(String.class)
                .list();
    }

    void held(String id) {
        update("update signed_command set state = 'HELD' where id = ?", id);
    }

    void built(String id, byte[] preCommand, Instant signBy) {
        update("""
                        update signed_command set state = 'ASKED', pre_command = ?, sign_by = ? where id = ?""", preCommand, Timestamp.from(signBy), id);
    }

    void rebuilt(String id, byte[] preCommand) {
        update("update signed_command set pre_command = ? where id = ?", preCommand, id);
    }

    void signed(String id, byte[] signed) {
        update("update signed_command set state = 'SIGNED', signed = ? where id = ?", signed, id);
    }

    void refused(String id, Refuser by, String reason, Instant at) {
        jdbc.sql("update signed_command set state = 'REFUSED', refused_by = ?, reason = ?, ended_at = ? where id = ?"
                        + OPEN)
                .params(by.name(), reason, Timestamp.from(at), id)
                .update();
    }

    /** Who speaks against sending it; the case ends when it comes to know. */
    void objected(String id, Refuser by, String reason) {
        update("update signed_command set refused_by = ?, reason = ? where id = ?", by.name(), reason, id);
    }

    void ended(String id, State state, @Nullable String reason, Instant at) {
        jdbc.sql("update signed_command set state = ?, reason = ?, ended_at = ? where id = ?" + OPEN)
                .param(state.name())
                .param(reason)
                .param(Timestamp.from(at))
                .param(id)
                .update();
    }

    private void update(String sql, Object... values) {
        jdbc.sql(sql + OPEN).params(values).update();
    }

    private WantedCommand read(ResultSet row) throws SQLException {
        String refusedBy = row.getString("refused_by");
        return new WantedCommand(
                order(row),
                row.getTimestamp("wanted_at").toInstant(),
                State.valueOf(row.getString("state")),
                octets(row.getBytes("pre_command")),
                octets(row.getBytes("signed")),
                refusedBy == null ? null : Refuser.valueOf(refusedBy),
                row.getString("reason"),
                instant(row.getTimestamp("ended_at")));
    }

    private CommandOrder order(ResultSet row) throws SQLException {
        String mpxn = row.getString("mpxn");
        return new CommandOrder(
                row.getString("id"),
                new CaseKey(row.getString("parent_process"), row.getString("parent_case")),
                row.getString("service"),
                body(row.getString("body")),
                new Eui64(row.getString("device")),
                mpxn == null ? null : new Mpxn(mpxn),
                new Eui64(row.getString("supplier")),
                instant(row.getTimestamp("sign_by")));
    }

    private String write(RequestPart body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private RequestPart body(String text) {
        try {
            return json.readValue(text, RequestPart.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored request is no JSON: " + text, broken);
        }
    }

    private static @Nullable Octets octets(byte @Nullable [] bytes) {
        return bytes == null ? null : Octets.of(bytes);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
