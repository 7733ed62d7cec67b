package org.meterflow.process.topup;

/** A payment for which there is no token; the message says who, what and why. */
class PaymentRefused extends RuntimeException {

    /** Named for ever in the type of the problem that the payment provider gets. */
    enum Why {
        AMOUNT("Amount outside the limits"),
        UNKNOWN_METER_POINT("Unknown meter point"),
        WRONG_SUPPLIER("Not the supplier of this meter point"),
        NO_TOKEN("No token for this meter"),
        REFERENCE_USED("Payment reference used before for another payment");

        private final String title;

        Why(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Why why;

    PaymentRefused(Why why, String sentence) {
        super(sentence);
        this.why = why;
    }

    static PaymentRefused noToken(String sentence) {
        return new PaymentRefused(Why.NO_TOKEN, sentence);
    }

    Why why() {
        return why;
    }
}
