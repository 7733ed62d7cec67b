package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * One switch of one meter point. Its switch id is the business key of its case.
 *
 * @param losing who supplies when the switch is requested; null while that is not known
 * @param gateClosesAt until when it may be withdrawn or annulled: 17:00 London the day before supply starts
 * @param supplyStartsAt 00:00 London of the supply start date
 * @param withoutMeter goes on in registration alone, its meter's keys unchanged
 * @param keysRound how often a person has had refused keys asked for again
 * @param withoutKeys goes on although keys were refused
 * @param finalRead the losing supplier's last register value, in {@code readUnit}
 */
record SupplierChange(
        String switchId,
        Mpxn mpxn,
        Mpid gaining,
        @Nullable Mpid losing,
        LocalDate supplyStartDate,
        boolean domestic,
        boolean prepayment,
        Instant requestedAt,
        String requestedBy,
        State state,
        @Nullable String reason,
        @Nullable Instant windowEndsAt,
        Instant gateClosesAt,
        Instant supplyStartsAt,
        @Nullable String objectionProposal,
        @Nullable String objectionDecision,
        @Nullable String objectionReason,
        @Nullable String cancelledBy,
        @Nullable String cancellationReason,
        @Nullable String readiness,
        @Nullable String readinessReason,
        int readinessRound,
        boolean withoutMeter,
        int keysRound,
        boolean withoutKeys,
        @Nullable BigDecimal finalRead,
        @Nullable BigDecimal openingRead,
        @Nullable String readUnit,
        @Nullable Boolean readsAgree,
        @Nullable String readRemark,
        @Nullable Instant endedAt) {

    /** Switch states of the market (Retail Energy Code), with our own before and after. */
    enum State {
        REQUESTED("Requested"),
        PENDING("Pending"),
        OBJECTED("Objected"),
        CONFIRMED("Confirmed"),
        SECURED("Secured"),
        ACTIVE("Active"),
        REJECTED("Rejected"),
        REFUSED("Refused after an objection"),
        CANCELLED("Cancelled"),
        CHANGED("Supplier changed");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean ended() {
            return this == REJECTED || this == REFUSED || this == CANCELLED || this == CHANGED;
        }

        boolean cancellable() {
            return this == REQUESTED || this == PENDING || this == OBJECTED || this == CONFIRMED;
        }
    }

    /** @throws IllegalStateException before validation has found it */
    Mpid losingSupplier() {
        if (losing == null) {
            throw new IllegalStateException("Switch " + switchId + " has no losing supplier yet");
        }
        return losing;
    }
}
