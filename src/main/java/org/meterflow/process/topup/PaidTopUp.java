package org.meterflow.process.topup;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Utrn;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.process.CaseKey;

/**
 * One payment with its token, and how far that has got.
 *
 * @param pauses how often the plan has been asked for another attempt
 * @param keyedAt when the meter said that somebody has entered a token there
 * @param worthBefore what the account was worth before the token was first sent, in pounds; null when nobody could look
 * @param armed whether the supply waits to be switched on at home; null while nobody has looked
 * @param finding why the meter did not take it; null when nothing is known
 * @param told whether the consumer has been asked to enter the token
 */
record PaidTopUp(
        Payment payment,
        Token token,
        Instant takenAt,
        State state,
        int sends,
        int pauses,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant keyedAt,
        @Nullable BigDecimal worthBefore,
        @Nullable Boolean armed,
        @Nullable Finding finding,
        @Nullable String reason,
        boolean told,
        @Nullable Instant endedAt) {

    static final String PROCESS = "topUp";

    /**
     * Twenty digits, made once.
     *
     * @param party the supplier's, by its id
     * @param user the supplier's name towards devices
     */
    record Token(Mpid supplier, String party, Eui64 user, Eui64 device, long counter, Utrn utrn) {

        /** In fours, as receipts print it. */
        String printed() {
            return utrn.digits().replaceAll("(\\d{4})(?!$)", "$1 ");
        }
    }

    enum State {
        TAKEN("Paid"),
        SENT("On its way to the meter"),
        WAITING("Waits for the meter"),
        TO_BE_ENTERED("To be entered by hand"),
        ON_METER("On the meter"),
        ENTERED("Entered by hand"),
        NOT_TAKEN("Not taken by the meter"),
        REFUND_DUE("Refund due"),
        REFUNDED("Refunded"),
        FORWARDED("Passed to the new supplier"),
        CLOSED("Closed without a refund");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Why a meter did not take a token. */
    enum Finding {
        USED_BEFORE("It was on the meter already"),
        MAX_BALANCE("The meter would hold more than it may"),
        MAX_CREDIT("It is more than the meter takes at once"),
        CREDIT_MODE("The meter is not in prepayment mode"),
        NOT_AUTHENTIC("The meter does not trust the key that the token was made with"),
        WRONG_SUPPLIER("Another supplier serves the home now"),
        PERHAPS_TAKEN("Another supplier serves the home now, and the meter may have taken the token before"),
        NOT_ALLOWED("The supplier may not top this meter up any more"),
        UNKNOWN("The meter did not say why");

        private final String words;

        Finding(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    String caseId() {
        return payment.caseId();
    }

    CaseKey key() {
        return new CaseKey(PROCESS, caseId());
    }

    /** Of the one command that brings the token to its meter, however often it is sent. */
    String command() {
        return caseId() + ":2.2";
    }
}
