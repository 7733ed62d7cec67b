package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.gbcs.DlmsData;

/** The terms of an electricity meter's account: payment mode, limits of credit, and how debts are taken. */
final class EsmeTerms implements AccountTerms {

    static final long MAX_BALANCE = 25_000_000;
    static final long MAX_CREDIT = 25_000_000;

    private static final long EMERGENCY_CREDIT = 1_000_000;
    private static final int PREPAYMENT = 2;
    private static final int CREDIT = 1;
    private static final long SECONDS_A_DAY = 86_400;

    private final Esme esme;
    private final boolean startedOnPrepayment;

    EsmeTerms(Esme esme, boolean startedOnPrepayment) {
        this.esme = esme;
        this.startedOnPrepayment = startedOnPrepayment;
    }

    @Override
    public boolean prepayment() {
        DlmsData mode = esme.memory.data("111 0-0:19.0.0.255 2");
        return mode == null ? startedOnPrepayment : mode.at(0).number() == PREPAYMENT;
    }

    DlmsData modeAsInstalled() {
        return DlmsData.structure(
                DlmsData.enumerated(startedOnPrepayment ? PREPAYMENT : CREDIT), DlmsData.enumerated(1));
    }

    @Override
    public long cost(Instant from, Instant to) {
        return esme.prices.cost(from, to);
    }

    @Override
    public long emergencyLimit() {
        return esme.number("112 0-0:19.10.1.255 9", EMERGENCY_CREDIT);
    }

    @Override
    public long emergencyThreshold() {
        return esme.number("112 0-0:19.10.1.255 10", 100_000);
    }

    @Override
    public TopUps.Limits topUpLimits() {
        return new TopUps.Limits(
                esme.number("9000 0-0:94.44.2.10 2", MAX_CREDIT), esme.number("9000 0-0:94.44.2.20 2", MAX_BALANCE));
    }

    @Override
    public long debtRate(int debt) {
        DlmsData charge = esme.memory.data("113 0-0:19.20." + debt + ".255 5");
        if (charge == null || charge.at(2).elements().isEmpty()) {
            return 0;
        }
        double rate = charge.at(2).at(0).at(1).number() * EsmePrices.scale(charge);
        long period = Math.max(1, esme.number("113 0-0:19.20." + debt + ".255 8", SECONDS_A_DAY));
        return Math.round(rate * SECONDS_A_DAY / period);
    }

    @Override
    public int paymentDebtShare() {
        return (int) esme.number("113 0-0:19.20.3.255 13", 0);
    }
}
