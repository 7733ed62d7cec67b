package org.meterflow.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log of what users asked and were told, for people who look things up. */
@Component
public class ServiceRequests {

    private static final int LONGEST_PAGE = 500;
    private static final String MATCHING = """
              from service_request
             where (cast(:text as text) is null or request_id ilike '%' || :text || '%'
                    or reason ilike '%' || :text || '%')
               and (cast(:originator as text) is null or originator = :originator)
               and (cast(:device as text) is null or device = :device)
               and (cast(:variant as text) is null or variant = :variant)
               and (cast(:code as text) is null or code = :code)
               and (cast(:state as text) is null or state = :state)
            """;

    private final JdbcClient jdbc;

    ServiceRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<ServiceRequest> find(long number) {
        return jdbc.sql("select * from service_request where id = ?")
                .param(number)
                .query(ServiceRequests::read)
                .optional();
    }

    /** All that came with this id, the first first: a transform and its signed command, and refused repetitions. */
    public List<ServiceRequest> find(RequestId id) {
        return jdbc.sql("select * from service_request where request_id = ? order by id")
                .param(id.toString())
                .query(ServiceRequests::read)
                .list();
    }

    /**
     * Newest first.
     *
     * @param page from 0
     * @param size up to 500
     */
    public List<ServiceRequest> search(ServiceRequestFilter filter, int page, int size) {
        int length = Math.max(1, Math.min(size, LONGEST_PAGE));
        return matching("select *" + MATCHING + " order by id desc limit :length offset :offset", filter)
                .param("length", length)
                .param("offset", (long) page * length)
                .query(ServiceRequests::read)
                .list();
    }

    public long count(ServiceRequestFilter filter) {
        return matching("select count(*)" + MATCHING, filter).query(Long.class).single();
    }

    /** The request's document as it came; of what was refused unread, its beginning. */
    public byte[] document(long number) {
        return jdbc.sql("select document from service_request where id = ?")
                .param(number)
                .query((row, index) -> row.getBytes(1))
                .single();
    }

    /** The answer given in the same exchange. */
    public Optional<byte[]> answer(long number) {
        return jdbc.sql("select answer from service_request where id = ? and answer is not null")
                .param(number)
                .query((row, index) -> row.getBytes(1))
                .optional();
    }

    /** Later answers to a request, the first first. */
    public List<ServiceResponse> responsesTo(long number) {
        return jdbc.sql("select * from service_response where service_request_id = ? order by id")
                .param(number)
                .query(ServiceRequests::readResponse)
                .list();
    }

    /** What a user was told, newest first. */
    public List<ServiceResponse> responsesFor(Eui64 recipient, int page, int size) {
        return jdbc.sql("select * from service_response where recipient = ? order by id desc limit ? offset ?")
                .params(recipient.value(), Math.min(size, LONGEST_PAGE), (long) page * size)
                .query(ServiceRequests::readResponse)
                .list();
    }

    public byte[] responseDocument(long number) {
        return jdbc.sql("select document from service_response where id = ?")
                .param(number)
                .query((row, index) -> row.getBytes(1))
                .single();
    }

    private JdbcClient.StatementSpec matching(String sql, ServiceRequestFilter filter) {
        Eui64 originator = filter.originator();
        Eui64 device = filter.device();
        ServiceRequest.State state = filter.state();
        return jdbc.sql(sql)
                .param("text", filter.text())
                .param("originator", originator == null ? null : originator.value())
                .param("device", device == null ? null : device.value())
                .param("variant", filter.variant())
                .param("code", filter.code())
                .param("state", state == null ? null : state.name());
    }

    static ServiceRequest read(ResultSet row, int index) throws SQLException {
        String id = row.getString("request_id");
        return new ServiceRequest(
                row.getLong("id"),
                id == null ? null : RequestId.of(id),
                row.getString("request_id_sent"),
                row.getString("service"),
                eui(row, "originator"),
                eui(row, "device"),
                row.getObject("command_variant", Integer.class),
                row.getString("service_reference"),
                row.getString("variant"),
                row.getString("role"),
                row.getTimestamp("received_at").toInstant(),
                instant(row, "execute_at"),
                ServiceRequest.State.valueOf(row.getString("state")),
                row.getString("code"),
                row.getString("reason"),
                instant(row, "answered_at"));
    }

    private static ServiceResponse readResponse(ResultSet row, int index) throws SQLException {
        return new ServiceResponse(
                row.getLong("id"),
                row.getString("request_id"),
                new Eui64(row.getString("recipient")),
                eui(row, "device"),
                row.getString("kind"),
                row.getString("code"),
                row.getString("reason"),
                row.getTimestamp("written_at").toInstant(),
                row.getString("outbound_id"));
    }

    private static @Nullable Eui64 eui(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : new Eui64(text);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
