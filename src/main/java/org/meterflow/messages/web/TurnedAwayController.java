package org.meterflow.messages.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.TurnedAway;
import org.meterflow.messages.TurnedAwayMessage;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a party sent and was not taken: somebody else of the party may want to know than who was answered. */
@RestController
@RequestMapping("/api/turned-away")
@Tag(name = "Messages")
class TurnedAwayController {

    private static final int MOST = 500;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TurnedAwayMessage", description = "A message that was turned away at the door")
    record Entry(
            @Schema(description = "Pass the last one you have as 'after'")
            long number,

            Instant at,

            @Schema(description = "The name of the message, as in the address")
            String name,

            @Nullable String source,
            @Nullable String messageId,

            @Schema(description = "The answer's status") int status,

            @Schema(description = "The answer in a few words")
            String title,

            @Schema(description = "Who, what and why") String detail,

            @Schema(description = "Each fault in the data, with its place")
            List<String> errors) {

        static Entry of(TurnedAwayMessage one) {
            return new Entry(
                    one.number(),
                    one.at(),
                    one.name(),
                    one.source(),
                    one.messageId(),
                    one.status(),
                    one.problem(),
                    one.reason(),
                    one.faults());
        }
    }

    private final TurnedAway turnedAway;

    TurnedAwayController(TurnedAway turnedAway) {
        this.turnedAway = turnedAway;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Your messages that were turned away, oldest first",
            description = "Of very many in one hour, only the first are kept.")
    List<Entry> after(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        if (limit < 1 || limit > MOST) {
            throw new Refusal(ApiProblem.MALFORMED, "limit is 1 to " + MOST);
        }
        return turnedAway.after(client.party(), after, limit).stream()
                .map(Entry::of)
                .toList();
    }
}
