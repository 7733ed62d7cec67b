package org.meterflow.messages.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.Notifications;
import org.meterflow.messages.OutboxEntry;
import org.meterflow.messages.OutboxState;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A party's notifications, for a party without a webhook and for one that has missed some. */
@RestController
@RequestMapping("/api/notifications")
@Tag(name = "Notifications", description = "What the platform has told your party")
class NotificationController {

    private static final int MOST = 500;

    @Schema(name = "Notification", description = "A notification and how far it got")
    record Entry(
            @Schema(description = "Pass the last one you have as 'after'")
            long number,

            @Schema(description = "SENT to the webhook, KEPT here, or on its way")
            OutboxState state,

            @Schema(description = "The CloudEvent", type = "object") @JsonRawValue
            String event) {

        static Entry of(OutboxEntry entry) {
            return new Entry(
                    entry.number(), entry.state(), new String(entry.message().body(), StandardCharsets.UTF_8));
        }
    }

    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Your notifications, oldest first",
            description = "Numbers are given when a notification is decided and become visible when the decision is"
                    + " committed, so a lower number may appear after a higher one: overlap a little, and tell"
                    + " repetitions by the event's id.")
    List<Entry> after(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        if (limit < 1 || limit > MOST) {
            throw new Refusal(ApiProblem.MALFORMED, "limit is 1 to " + MOST);
        }
        return notifications.of(client.party(), after, limit).stream()
                .map(Entry::of)
                .toList();
    }
}
