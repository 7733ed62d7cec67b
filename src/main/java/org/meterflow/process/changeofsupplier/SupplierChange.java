package org.meterflow.process.changeofsupplier;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;

/**
 * One switch of one meter point. Its switch id is the business key of its case.
 *
 * @param reason why it ended as it did
 */
record SupplierChange(
        SwitchAgreement agreement,
        State state,
        @Nullable String reason,
        ObjectionOutcome objection,
        @Nullable Cancellation cancellation,
        HandOver handOver,
        BillingReads reads,
        @Nullable Instant endedAt) {

    static final String PROCESS = "changeOfSupplier";

    /** Switch states of the market (Retail Energy Code), with our own before and after. */
    enum State {
        REQUESTED("Requested"),
        PENDING("Pending"),
        OBJECTED("Objected"),
        CONFIRMED("Confirmed"),
        SECURED("Secured"),
        ACTIVE("Active"),
        REJECTED("Rejected"),
        REFUSED("Refused"),
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

        /** It has ended, and its meter point has not changed hands. */
        boolean failed() {
            return ended() && this != CHANGED;
        }

        boolean cancellable() {
            return this == REQUESTED || this == PENDING || this == OBJECTED || this == CONFIRMED;
        }
    }

    static SupplierChange requested(SwitchAgreement agreement) {
        return new SupplierChange(
                agreement,
                State.REQUESTED,
                null,
                ObjectionOutcome.NONE,
                null,
                HandOver.NOT_BEGUN,
                BillingReads.NONE,
                null);
    }

    /** Something stands against it already that its case has not told of: it was called off, or found wanting, or held back. */
    boolean isEnding() {
        boolean heldBack = objection.decision() != null && !objection.letsTheSwitchGoOn();
        return state.failed() || cancellation != null || reason != null || heldBack;
    }

    CaseKey key() {
        return new CaseKey(PROCESS, switchId());
    }

    String switchId() {
        return agreement.switchId();
    }

    Mpxn mpxn() {
        return agreement.mpxn();
    }

    Mpid gaining() {
        return agreement.gaining();
    }

    @Nullable
    Mpid losing() {
        return agreement.losing();
    }

    /** @throws IllegalStateException before validation has found it */
    Mpid losingSupplier() {
        Mpid losing = losing();
        if (losing == null) {
            throw new IllegalStateException("Switch " + switchId() + " has no losing supplier yet");
        }
        return losing;
    }

    LocalDate supplyStartDate() {
        return agreement.supplyStartDate();
    }

    Instant gateClosesAt() {
        return agreement.gateClosesAt();
    }

    Instant supplyStartsAt() {
        return agreement.supplyStartsAt();
    }
}
