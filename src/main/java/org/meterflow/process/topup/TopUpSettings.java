package org.meterflow.process.topup;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param least pounds of one payment (retail practice)
 * @param most pounds of one payment (retail practice)
 * @param mostWithPence pounds up to which an amount may have pence; above, whole pounds. A token counts to 8,191 of either
 * @param again pauses between the attempts to bring a token to its meter; the last one is repeated
 * @param within how long that goes on
 * @param answerWithinElectricity what a meter has to answer an attempt
 * @param answerWithinGas the same for gas meters, which sleep
 * @param lookWithin how long a look at the meter may hold a top-up up
 * @param personAnswersWithin what a person has for a token that a meter does not take
 * @param refundWithinWorkingDays what who was paid has to say that the payment was refunded
 */
@ConfigurationProperties("meterflow.top-up")
record TopUpSettings(
        @DefaultValue("1.00") BigDecimal least,
        @DefaultValue("200.00") BigDecimal most,
        @DefaultValue("81.91") BigDecimal mostWithPence,
        @DefaultValue({"PT30S", "PT2M", "PT10M", "PT1H"}) List<Duration> again,
        @DefaultValue("PT24H") Duration within,
        @DefaultValue("PT45S") Duration answerWithinElectricity,
        @DefaultValue("PT61M") Duration answerWithinGas,
        @DefaultValue("PT20S") Duration lookWithin,
        @DefaultValue("PT4H") Duration personAnswersWithin,
        @DefaultValue("10") int refundWithinWorkingDays) {

    private static final BigDecimal COUNTS_TO = new BigDecimal("8191");

    TopUpSettings {
        again = List.copyOf(again);
        if (again.isEmpty()
                || mostWithPence.movePointRight(2).compareTo(COUNTS_TO) > 0
                || most.compareTo(COUNTS_TO) > 0) {
            throw new IllegalArgumentException("meterflow.top-up: a token counts to 8,191 pence or 8,191 pounds, and a"
                    + " silent meter needs at least one pause before it is tried again");
        }
    }

    /**
     * @param attempt from 1
     * @return when to try again; empty when the time for it would be over
     */
    Optional<Instant> next(int attempt, Instant now, Instant takenAt) {
        Instant next = now.plus(again.get(Math.min(attempt, again.size()) - 1));
        return next.isAfter(takenAt.plus(within)) ? Optional.empty() : Optional.of(next);
    }

    /** Whether the short pauses have all been waited for: then it is time to tell the consumer. */
    boolean isLong(int attempt) {
        return attempt >= again.size();
    }
}
