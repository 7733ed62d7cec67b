package org.meterflow.process.topup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the payment provider prints and keeps.
 *
 * @param printed the same digits in fours
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TopUpAnswer(
        String paymentReference,

        @Schema(description = "20 digits, to be typed at the meter when it cannot be reached")
        String utrn,

        String printed,
        String mpxn,
        BigDecimal amount,
        String supplier,
        Instant takenAt,

        @Schema(description = "In words, as things stand now")
        String state,

        @Schema(description = "The case: GET /api/cases/topUp/{key}")
        String key) {

    static TopUpAnswer of(PaidTopUp topUp) {
        return new TopUpAnswer(
                topUp.payment().reference(),
                topUp.token().utrn().digits(),
                topUp.token().printed(),
                topUp.payment().mpxn().value(),
                topUp.payment().pounds(),
                topUp.token().supplier().value(),
                topUp.takenAt(),
                topUp.state().words(),
                topUp.caseId());
    }
}
