package org.meterflow.simulator;

import java.time.Instant;

/** On which terms a meter keeps its account, as its tariff and its commands have set them. */
interface AccountTerms {
    boolean prepayment();

    /** What was used between two moments costs. */
    long cost(Instant from, Instant to);

    long emergencyLimit();

    /** With no more than this left, emergency credit may be had. */
    long emergencyThreshold();

    TopUps.Limits topUpLimits();

    /** @return taken from the balance for time debt 1 or 2 in a day */
    long debtRate(int debt);

    /** @return of 10,000, how much of a top-up goes to the payment debt */
    int paymentDebtShare();
}
