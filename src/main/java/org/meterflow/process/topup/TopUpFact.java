package org.meterflow.process.topup;

import org.meterflow.process.FactName;

/** What is known of a top-up, by the words in which people read it. */
enum TopUpFact implements FactName {
    METER_POINT("Meter point"),
    AMOUNT("Amount (£)"),
    PAYMENT_REFERENCE("Payment reference"),
    PAID_TO("Payment provider"),
    CHANNEL("Where it was paid"),
    SUPPLIER("Supplier"),
    PAID_AT("Paid at"),
    TOKEN("Token"),
    ATTEMPTS("Attempts to send it"),
    NEXT_ATTEMPT("Next attempt"),
    ENTERED_AT("Entered by hand at"),
    CONSUMER_TOLD("Consumer asked to enter it"),
    ARMED("Supply waits to be switched on"),
    NOT_TAKEN_BECAUSE("Not taken because");

    private final String label;

    TopUpFact(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
