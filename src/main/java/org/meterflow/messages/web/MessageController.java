package org.meterflow.messages.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.InboxEntry;
import org.meterflow.messages.MessageRefused;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.TurnedAway;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where parties' programs send messages, and ask what became of them. */
@RestController
@RequestMapping("/api/messages")
@Tag(name = "Messages", description = "Send a message, and see what became of it")
class MessageController {

    private final Inbox inbox;
    private final TurnedAway turnedAway;
    private final DoorNotes notes;
    private final ApiSettings settings;

    MessageController(Inbox inbox, TurnedAway turnedAway, DoorNotes notes, ApiSettings settings) {
        this.inbox = inbox;
        this.turnedAway = turnedAway;
        this.notes = notes;
        this.settings = settings;
    }

    @PostMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Send a message",
            description = "The message is stored before it is answered. Sent again with the same id, it gets the same"
                    + " answer and nothing else happens; so when in doubt, send it again.")
    @ApiResponse(responseCode = "202", description = "Stored; the body says what became of it so far")
    @ApiResponse(responseCode = "200", description = "Received before; the body is the first answer")
    ResponseEntity<MessageAnswer> receive(
            @PathVariable String name,
            @RequestHeader HttpHeaders headers,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        DoorNotes.Attempt attempt = new DoorNotes.Attempt(client, request, name, null, null);
        try {
            attempt = attempt.with(body(request));
            attempt = attempt.with(IncomingEvent.read(name, headers, attempt.read()));
            return receive(client, name, attempt.understood());
        } catch (MessageRefused refused) {
            throw turnedAway(attempt, Refusal.of(refused));
        } catch (Refusal refusal) {
            throw turnedAway(attempt, refusal);
        }
    }

    private Refusal turnedAway(DoorNotes.Attempt attempt, Refusal refusal) {
        notes.note(attempt, refusal);
        return refusal;
    }

    private ResponseEntity<MessageAnswer> receive(ApiClient client, String name, IncomingEvent event) {
        Receipt receipt = inbox.receive(client.asSender(event.source()), name, event.id(), event.data(), event.time());
        return ResponseEntity.status(receipt.repeated() ? 200 : 202)
                .location(URI.create("/api/messages/" + receipt.id()))
                .body(MessageAnswer.of(receipt));
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "See what became of a message",
            description =
                    "By the platform's id, or by your own. Your own may have been used by several of your systems: say"
                            + " which with 'source', as its events do.")
    @ApiResponse(responseCode = "200", description = "As things stand")
    MessageAnswer find(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        List<InboxEntry> found = inbox.find(client.party(), id, source);
        if (found.isEmpty()) {
            throw new Refusal(ApiProblem.NOT_FOUND, notTaken(client, id));
        }
        if (found.size() > 1) {
            throw new Refusal(ApiProblem.SEVERAL_MESSAGES, severalSources(client, id, found));
        }
        return MessageAnswer.of(found.get(0));
    }

    @GetMapping(params = "id", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "See what became of a message, by any id",
            description = "An id of your own may hold characters that have no place in a path, such as / and ;")
    @ApiResponse(responseCode = "200", description = "As things stand")
    MessageAnswer findByAnyId(
            @RequestParam String id,
            @RequestParam(required = false) @Nullable String source,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        return find(id, source, client);
    }

    private String notTaken(ApiClient client, String id) {
        return turnedAway
                .last(client.party(), id)
                .map(last -> "The message " + id + " of " + client.party() + " was turned away at " + last.at() + ": "
                        + last.reason())
                .orElse(client.party() + " has sent no message " + id + " that was accepted");
    }

    private static String severalSources(ApiClient client, String id, List<InboxEntry> found) {
        return "Several systems of " + client.party() + " have sent a message " + id + ". Say which in ?source=: "
                + found.stream()
                        .map(entry -> entry.source() == null ? entry.id() + " (by its id)" : entry.source())
                        .collect(Collectors.joining(", "));
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        int limit = (int) settings.largestMessage().toBytes();
        byte[] body = request.getContentLengthLong() > limit
                ? new byte[0]
                : request.getInputStream().readNBytes(limit + 1);
        if (request.getContentLengthLong() > limit || body.length > limit) {
            throw new Refusal(ApiProblem.TOO_LARGE, "A message has at most " + limit + " bytes");
        }
        return body;
    }
}
