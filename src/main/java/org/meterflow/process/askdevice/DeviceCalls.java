package org.meterflow.process.askdevice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what cases ask of devices: one row for each time. */
@Repository
class DeviceCalls {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    DeviceCalls(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The one of this visit of a case to a box, when there is one. */
    Optional<String> of(CaseKey parent, String box, String visit) {
        return jdbc.sql("select id from device_call"
                        + " where parent_process = ? and parent_case = ? and box = ? and visit = ?")
                .params(parent.process(), parent.caseId(), box, visit)
                .query(String.class)
                .optional();
    }

    /** How often cases of this id, of whichever process, have come to a box of this id. */
    long times(String parentCase, String box) {
        return jdbc.sql("select count(*) from device_call where parent_case = ? and box = ?")
                .params(parentCase, box)
                .query(Long.class)
                .single();
    }

    /** Does nothing when there is one with this id. */
    void add(DeviceCall call) {
        jdbc.sql("""
                        insert into device_call
                            (id, parent_process, parent_case, box, visit, title, said, asked_at, deadline)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict (id) do nothing""")
                .param(call.id())
                .param(call.parent().process())
                .param(call.parent().caseId())
                .param(call.box())
                .param(call.visit())
                .param(call.title())
                .param(write(call.said()))
                .param(Timestamp.from(call.askedAt()))
                .param(Timestamp.from(call.deadline()))
                .update();
    }

    void aim(String id, Target target, Instant deadline) {
        Instant executeAt = target.executeAt();
        jdbc.sql("""
                        update device_call set device = ?, mpxn = ?, requester = ?, execute_at = ?, deadline = ?
                        where id = ?""")
                .param(target.device() == null ? null : target.device().value())
                .param(target.mpxn() == null ? null : target.mpxn().value())
                .param(target.requester().value())
                .param(executeAt == null ? null : Timestamp.from(executeAt))
                .param(Timestamp.from(deadline))
                .param(id)
                .update();
    }

    void end(String id, AskOutcome outcome, @Nullable String reason, Instant at) {
        jdbc.sql("update device_call set outcome = ?, reason = ?, ended_at = ? where id = ?")
                .param(outcome.name())
                .param(reason)
                .param(Timestamp.from(at))
                .param(id)
                .update();
    }

    /** What the DCC answered, where it carried the service out by itself. */
    void told(String id, Map<String, String> answer) {
        jdbc.sql("update device_call set told = ?::jsonb where id = ?")
                .params(write(answer), id)
                .update();
    }

    Map<String, String> told(String id) {
        return jdbc.sql("select told::text from device_call where id = ? and told is not null")
                .param(id)
                .query(String.class)
                .optional()
                .map(this::said)
                .orElse(Map.of());
    }

    Optional<DeviceCall> find(String id) {
        return jdbc.sql("select * from device_call where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** @param terms names of meter points, devices and users that the text means */
    List<String> search(String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select id from device_call
                        where ? = '' or lower(id) = lower(?) or lower(parent_case) = lower(?)
                           or mpxn = any(?) or device = any(?) or requester = any(?)
                        order by asked_at desc, id limit ? offset ?""")
                .params(text, text, text, terms, terms, terms, limit, offset)
                .query(String.class)
                .list();
    }

    private DeviceCall read(ResultSet row) throws SQLException {
        @Nullable String outcome = row.getString("outcome");
        return new DeviceCall(
                row.getString("id"),
                new CaseKey(row.getString("parent_process"), row.getString("parent_case")),
                row.getString("box"),
                row.getString("visit"),
                row.getString("title"),
                said(row.getString("said")),
                row.getTimestamp("asked_at").toInstant(),
                target(row),
                row.getTimestamp("deadline").toInstant(),
                outcome == null ? null : AskOutcome.valueOf(outcome),
                row.getString("reason"));
    }

    private static @Nullable Target target(ResultSet row) throws SQLException {
        @Nullable String device = row.getString("device");
        @Nullable String mpxn = row.getString("mpxn");
        @Nullable String requester = row.getString("requester");
        @Nullable Timestamp executeAt = row.getTimestamp("execute_at");
        return requester == null
                ? null
                : new Target(
                        device == null ? null : new Eui64(device),
                        mpxn == null ? null : new Mpxn(mpxn),
                        new Eui64(requester),
                        executeAt == null ? null : executeAt.toInstant());
    }

    private String write(Map<String, String> said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> said(String written) {
        try {
            return json.readValue(written, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What was said at a box is no JSON: " + written, broken);
        }
    }
}
