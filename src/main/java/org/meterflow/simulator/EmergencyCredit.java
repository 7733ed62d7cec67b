package org.meterflow.simulator;

import java.time.Instant;
import java.util.function.IntFunction;

/** The credit that a prepayment meter lends when little is left, and the supply it lets be switched on with it. */
final class EmergencyCredit {

    private static final int ACTIVATED = 0x81AB;

    private final Ledger ledger;
    private final AccountTerms terms;
    private final SupplyArming arming;
    private final EventLog events;
    private final IntFunction<Announcement> form;

    /** @param form how this kind of meter writes an alert of nothing but its code */
    EmergencyCredit(
            Ledger ledger, AccountTerms terms, SupplyArming arming, EventLog events, IntFunction<Announcement> form) {
        this.ledger = ledger;
        this.terms = terms;
        this.arming = arming;
        this.events = events;
        this.form = form;
    }

    /** @return false when the meter lends none now */
    boolean activate(Instant now, Announcer alerts) {
        boolean available =
                terms.prepayment() && !ledger.emergencyActive() && ledger.balance(now) <= terms.emergencyThreshold();
        if (available) {
            ledger.activateEmergency(now);
            events.add(now, ACTIVATED, "");
            alerts.say(form.apply(ACTIVATED));
            arming.arm(now, alerts);
        }
        return available;
    }
}
