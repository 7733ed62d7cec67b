package org.meterflow.messages.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Receipt;
import org.meterflow.party.Parties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where parties' programs send messages, and ask what became of them. */
@RestController
@RequestMapping("/api/messages")
@Tag(name = "Messages", description = "Send a message, and see what became of it")
class MessageController {

    private final Inbox inbox;
    private final Parties parties;
    private final ApiSettings settings;

    MessageController(Inbox inbox, Parties parties, ApiSettings settings) {
        this.inbox = inbox;
        this.parties = parties;
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
        requireLive(client);
        byte[] body = body(request);
        IncomingEvent event = IncomingEvent.read(name, headers, body);
        Receipt receipt = inbox.receive(client.asSender(), name, event.id(), event.data(), event.time());
        return ResponseEntity.status(receipt.repeated() ? 200 : 202)
                .location(URI.create("/api/messages/" + receipt.id()))
                .body(MessageAnswer.of(receipt));
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "See what became of a message", description = "By the platform's id, or by your own")
    @ApiResponse(responseCode = "200", description = "As things stand")
    MessageAnswer find(@PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        return inbox.find(client.party(), id)
                .map(MessageAnswer::of)
                .orElseThrow(() -> new Refusal(
                        ApiProblem.NOT_FOUND, client.party() + " has sent no message " + id + " that was accepted"));
    }

    private void requireLive(ApiClient client) {
        boolean barred =
                parties.find(client.party()).filter(party -> !party.live()).isPresent();
        if (barred) {
            throw new Refusal(
                    ApiProblem.NOT_ALLOWED, client.party() + " may send no messages: it is suspended or has withdrawn");
        }
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
