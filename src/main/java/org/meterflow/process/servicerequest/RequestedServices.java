package org.meterflow.process.servicerequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.gbcs.MeterRequest.SignedPreCommand;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RequestedServices {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final ServiceCatalogue catalogue;

    RequestedServices(JdbcClient jdbc, ObjectMapper json, ServiceCatalogue catalogue) {
        this.catalogue = catalogue;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Does nothing when a request with this id exists: preparing is safe to repeat. */
    void add(ServiceOrder order, Instant requestedAt) {
        Eui64 later = order.requester().later();
        jdbc.sql("""
                        insert into requested_service
                            (id, parent_process, parent_case, service, question, device, mpxn, requester,
                             later_requester, later_from, log_from, log_to, execute_at, signed_command,
                             requested_at, body, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'REQUESTED')
                        on conflict (id) do nothing""")
                .param(order.id())
                .param(order.parent().process())
                .param(order.parent().caseId())
                .param(order.service())
                .param(order.question().name())
                .param(order.device().value())
                .param(order.mpxn() == null ? null : order.mpxn().value())
                .param(order.requester().user().value())
                .param(later == null ? null : later.value())
                .param(timestamp(order.requester().from()))
                .param(timestamp(order.logFrom()))
                .param(timestamp(order.logTo()))
                .param(timestamp(order.executeAt()))
                .param(order.signed() == null ? null : order.signed().command().bytes())
                .param(timestamp(requestedAt))
                .param(order.asked() == null ? null : write(order.asked().body()))
                .update();
    }

    Optional<RequestedService> find(String id) {
        return one("select * from requested_service where id = ?", id);
    }

    Optional<RequestedService> byCommand(String reference) {
        return one("select * from requested_service where command_reference = ?", reference);
    }

    private Optional<RequestedService> one(String sql, String key) {
        return jdbc.sql(sql).param(key).query((row, number) -> read(row)).optional();
    }

    List<RequestedService> of(CaseKey parent) {
        return jdbc.sql(
                        "select * from requested_service where parent_process = ? and parent_case = ? order by requested_at, id")
                .params(parent.process(), parent.caseId())
                .query((row, number) -> read(row))
                .list();
    }

    /** Those whose devices have been silent, and for whom another attempt is planned. */
    List<String> awaitingAttempt(Collection<Eui64> devices, Instant now) {
        return jdbc.sql("""
                        select id from requested_service
                        where state = 'SILENT' and device = any(?) and next_attempt_at > ?
                        order by requested_at, id""")
                .params(devices.stream().map(Eui64::value).toArray(String[]::new), Timestamp.from(now))
                .query(String.class)
                .list();
    }

    /** @param terms names of meter points, devices and users that the text means */
    List<String> search(String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select id from requested_service
                        where ? = '' or lower(id) = lower(?) or lower(parent_case) = lower(?)
                           or mpxn = any(?) or device = any(?) or requester = any(?)
                        order by requested_at desc limit ? offset ?""")
                .params(text, text, text, terms, terms, terms, limit, offset)
                .query(String.class)
                .list();
    }

    void decided(String id, RequestedService.State state, String code, String sentence) {
        jdbc.sql(
                        "update requested_service set state = ?, access_code = ?, access_sentence = ?, reason = null where id = ?")
                .params(state.name(), code, sentence, id)
                .update();
    }

    void asked(String id, String commandReference) {
        jdbc.sql("""
                        update requested_service set state = 'ASKED', command_reference = ?, asks = asks + 1, reason = null
                        where id = ?""").params(commandReference, id).update();
    }

    void accepted(String id) {
        jdbc.sql("update requested_service set state = 'ACCEPTED' where id = ? and state = 'ASKED'")
                .param(id)
                .update();
    }

    /** @param undone why the device has not done what it was told; null when it has, or was only asked */
    void answered(String id, Map<String, String> answer, Instant at, @Nullable String undone) {
        jdbc.sql("""
                        update requested_service set state = 'ANSWERED', answer = ?::jsonb, answered_at = ?, reason = ?
                        where id = ? and state <> 'ANSWERED'""")
                .param(write(answer))
                .param(timestamp(at))
                .param(undone)
                .param(id)
                .update();
    }

    void objected(String id, String reason) {
        jdbc.sql("update requested_service set state = 'REFUSED', reason = ? where id = ?")
                .params(reason, id)
                .update();
    }

    void silent(String id, String reason) {
        jdbc.sql("update requested_service set state = 'SILENT', reason = ? where id = ? and state <> 'ANSWERED'")
                .params(reason, id)
                .update();
    }

    void planned(String id, int attempt, @Nullable Instant nextAttemptAt) {
        jdbc.sql("update requested_service set attempt = ?, next_attempt_at = ? where id = ?")
                .param(attempt)
                .param(timestamp(nextAttemptAt))
                .param(id)
                .update();
    }

    void givenUp(String id, String reason) {
        jdbc.sql("update requested_service set state = 'GIVEN_UP', reason = ? where id = ? and state <> 'ANSWERED'")
                .params(reason, id)
                .update();
    }

    void withdrawn(String id, String reason) {
        jdbc.sql("""
                        update requested_service set state = 'WITHDRAWN', reason = ?
                        where id = ? and state not in ('ANSWERED', 'REFUSED', 'GIVEN_UP')""").params(reason, id).update();
    }

    private RequestedService read(ResultSet row) throws SQLException {
        return new RequestedService(
                order(row),
                row.getTimestamp("requested_at").toInstant(),
                RequestedService.State.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("asks"),
                row.getString("command_reference"),
                row.getString("access_code"),
                row.getString("access_sentence"),
                instant(row.getTimestamp("next_attempt_at")),
                row.getString("reason"),
                values(row.getString("answer")),
                instant(row.getTimestamp("answered_at")));
    }

    private ServiceOrder order(ResultSet row) throws SQLException {
        String mpxn = row.getString("mpxn");
        return new ServiceOrder(
                row.getString("id"),
                new CaseKey(row.getString("parent_process"), row.getString("parent_case")),
                Question.valueOf(row.getString("question")),
                new Eui64(row.getString("device")),
                mpxn == null ? null : new Mpxn(mpxn),
                requester(row),
                instant(row.getTimestamp("log_from")),
                instant(row.getTimestamp("log_to")),
                instant(row.getTimestamp("execute_at")),
                signed(row),
                asked(row));
    }

    private static @Nullable SignedPreCommand signed(ResultSet row) throws SQLException {
        byte[] command = row.getBytes("signed_command");
        return command == null ? null : new SignedPreCommand(row.getString("service"), Octets.of(command));
    }

    private @Nullable AskedService asked(ResultSet row) throws SQLException {
        String body = row.getString("body");
        String variant = row.getString("service");
        return body == null
                ? null
                : new AskedService(
                        catalogue
                                .find(variant)
                                .orElseThrow(() -> new IllegalStateException("There is no service " + variant)),
                        read(body));
    }

    private static Requester requester(ResultSet row) throws SQLException {
        String later = row.getString("later_requester");
        return new Requester(
                new Eui64(row.getString("requester")),
                later == null ? null : new Eui64(later),
                instant(row.getTimestamp("later_from")));
    }

    private RequestPart read(String body) {
        try {
            return json.readValue(body, RequestPart.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored request is no JSON: " + body, broken);
        }
    }

    private String write(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> values(@Nullable String answer) {
        try {
            return answer == null ? Map.of() : json.readValue(answer, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored answer is no JSON: " + answer, broken);
        }
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
