package org.meterflow.messages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.TurnedAway;
import org.meterflow.messages.TurnedAwayMessage;
import org.springframework.stereotype.Component;

/** Notes messages that are turned away. */
@Component
class DoorNotes {

    private static final String MESSAGES = "/api/messages/";

    private final TurnedAway turnedAway;

    DoorNotes(TurnedAway turnedAway) {
        this.turnedAway = turnedAway;
    }

    /** A message of a known party; what is not known of it yet is null. */
    record Attempt(
            ApiClient client,
            HttpServletRequest request,
            String name,
            byte @Nullable [] body,
            @Nullable IncomingEvent event) {

        byte[] read() {
            return Objects.requireNonNull(body);
        }

        IncomingEvent understood() {
            return Objects.requireNonNull(event);
        }

        Attempt with(byte[] read) {
            return new Attempt(client, request, name, read, event);
        }

        Attempt with(IncomingEvent read) {
            return new Attempt(client, request, name, body, read);
        }
    }

    void note(Attempt attempt, Refusal refusal) {
        byte[] body = attempt.body();
        IncomingEvent event = attempt.event();
        turnedAway.note(new TurnedAwayMessage(
                0,
                Instant.EPOCH,
                attempt.client().party(),
                attempt.request().getRemoteAddr(),
                attempt.name(),
                event == null ? null : event.source(),
                event == null ? null : event.id(),
                refusal.problem().status().value(),
                refusal.problem().title(),
                refusal.detail(),
                refusal.faults().stream()
                        .map(fault -> fault.pointer() + ": " + fault.message())
                        .toList(),
                body == null ? "" : beginningOf(body),
                body == null ? attempt.request().getContentLengthLong() : body.length));
    }

    /** A message without a valid key: it is not read. */
    void noteStranger(HttpServletRequest request, ApiProblem problem, String reason) {
        if (!request.getMethod().equals("POST") || !request.getRequestURI().startsWith(MESSAGES)) {
            return;
        }
        turnedAway.note(new TurnedAwayMessage(
                0,
                Instant.EPOCH,
                null,
                request.getRemoteAddr(),
                request.getRequestURI().substring(MESSAGES.length()),
                null,
                null,
                problem.status().value(),
                problem.title(),
                reason,
                List.of(),
                "",
                request.getContentLengthLong()));
    }

    private String beginningOf(byte[] body) {
        return new String(Arrays.copyOf(body, Math.min(body.length, turnedAway.keptBytes())), StandardCharsets.UTF_8);
    }
}
