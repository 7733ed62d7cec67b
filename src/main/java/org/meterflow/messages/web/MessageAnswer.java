package org.meterflow.messages.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.InboxEntry;
import org.meterflow.messages.InboxState;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.Verdict;

/** What a sender is told of its message. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MessageAnswer", description = "What became of a message")
record MessageAnswer(
        @Schema(description = "The platform's id of the message", example = "M-1042")
        String id,

        @Schema(description = "The source of your CloudEvent") @Nullable
        String source,

        @Schema(description = "The id of your CloudEvent, told apart from others of the same source only")
        String messageId,

        @Schema(description = "The name of the message", example = "switchRequested")
        String name,

        @Schema(description = "The case it names", example = "SW-41")
        String key,

        @Schema(
                description =
                        "STARTED a case; CORRELATED: its case took it; WAITING for its case; NO_MATCH; STORED or"
                                + " BUSY: delivered shortly; DUPLICATE of another message; REFUSED by the rules of the business")
        Verdict verdict,

        @Schema(description = "Whether the verdict can still change; ask again at the Location")
        boolean settled,

        @Schema(description = "Why, in a sentence") String reason,

        @Schema(description = "Cases that wait and may have been meant")
        List<String> nearMisses,

        Instant receivedAt,

        @Schema(description = "Until when a message that matches nothing is kept") @Nullable
        Instant waitsUntil,

        @Nullable Instant settledAt) {

    private static final Set<Verdict> OPEN = Set.of(Verdict.STORED, Verdict.BUSY, Verdict.WAITING);
    private static final String SHORTLY = "It is stored, and will be delivered shortly";
    private static final String STUCK = "It is stored, but could not be delivered; an operator has been told";

    /** Depends on the first outcome only: a repetition gets the same, byte for byte. */
    static MessageAnswer of(Receipt receipt) {
        boolean shortly = receipt.verdict() == Verdict.STORED || receipt.verdict() == Verdict.BUSY;
        return new MessageAnswer(
                receipt.id(),
                receipt.source(),
                receipt.messageId(),
                receipt.name(),
                receipt.key(),
                receipt.verdict(),
                !OPEN.contains(receipt.verdict()),
                shortly ? SHORTLY : receipt.reason(),
                receipt.nearMisses(),
                receipt.receivedAt(),
                null,
                null);
    }

    /** As things stand now. What went wrong inside is the operator's business, not the sender's. */
    static MessageAnswer of(InboxEntry entry) {
        return new MessageAnswer(
                entry.id(),
                entry.source(),
                entry.messageId(),
                entry.message().name(),
                entry.message().key(),
                entry.verdict(),
                entry.state() == InboxState.SETTLED,
                reason(entry),
                entry.nearMisses(),
                entry.message().receivedAt(),
                entry.state() == InboxState.WAITING ? entry.waitsUntil() : null,
                entry.settledAt());
    }

    private static String reason(InboxEntry entry) {
        return switch (entry.state()) {
            case RECEIVED, RETRYING -> SHORTLY;
            case FAILED -> STUCK;
            case WAITING, SETTLED -> entry.reason();
        };
    }
}
