package org.meterflow.metering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;

/**
 * A command as its row tells it.
 *
 * @param stateVariant the read that shows whether it took effect; null where a repetition does no harm
 * @param stateBefore what that read said before the first attempt
 * @param stateReadFor the command for whose sake this one reads a state
 * @param meantFor the gas meter whose mirror is asked
 * @param line null where it goes through a hub
 * @param reason what went wrong so far
 */
record QueuedCommand(
        long id,
        String reference,
        Eui64 device,
        String kind,
        String json,
        OnBehalfOf originator,
        Stage stage,
        int attempts,
        int attemptsAllowed,
        Instant deadline,
        @Nullable Instant takesEffectAt,
        @Nullable String stateVariant,
        @Nullable String stateBefore,
        @Nullable Long stateReadFor,
        @Nullable Eui64 meantFor,
        Priority priority,
        @Nullable String line,
        Delivery delivery,
        @Nullable String reason) {

    /** The line of meters outside GBCS. */
    static final String COSEM = "COSEM";

    static QueuedCommand read(ResultSet row, int number) throws SQLException {
        return new QueuedCommand(
                row.getLong("id"),
                row.getString("reference"),
                new Eui64(row.getString("device")),
                row.getString("request_type"),
                row.getString("request"),
                originator(row),
                Stage.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("attempts_allowed"),
                row.getTimestamp("deadline").toInstant(),
                instant(row, "takes_effect_at"),
                row.getString("state_variant"),
                row.getString("state_before"),
                row.getObject("state_read_for", Long.class),
                name(row.getString("meant_for")),
                Priority.ofRank(row.getInt("priority")),
                row.getString("line"),
                Delivery.valueOf(row.getString("delivery")),
                row.getString("reason"));
    }

    private static @Nullable Eui64 name(@Nullable String device) {
        return device == null ? null : new Eui64(device);
    }

    /** The device that was to be asked; {@link #device} is the one that is, its mirror perhaps. */
    Eui64 addressee() {
        return meantFor == null ? device : meantFor;
    }

    /** Its message was given to its user. */
    boolean isHandedOver() {
        return delivery != Delivery.LINE;
    }

    /** What has been sent, or given out, is sent again as it is: its counter stands for one message. */
    boolean keepsItsMessage() {
        return isHandedOver() || originator instanceof OnBehalfOf.KnownUser;
    }

    /** A command of which nobody knows what a second attempt would do, but for its device's state. */
    boolean mustNotRepeat() {
        return stateVariant != null;
    }

    private static OnBehalfOf originator(ResultSet row) throws SQLException {
        String type = row.getString("originator_type");
        return switch (type) {
            case "Dcc" -> OnBehalfOf.dcc();
            case "TransitionalChangeOfSupplier" -> OnBehalfOf.transitionalChangeOfSupplier();
            case "KnownUser" ->
                new OnBehalfOf.KnownUser(new Eui64(row.getString("user_id")), row.getLong("user_counter"));
            case "UnknownUser" ->
                new OnBehalfOf.UnknownUser(new Eui64(row.getString("user_id")), row.getLong("user_counter"));
            default -> throw new IllegalStateException("Nobody is called " + type);
        };
    }

    MeterRequest request() {
        return RequestJson.read(kind, json);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
