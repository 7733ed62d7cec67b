package org.meterflow.simulator;

import java.time.Instant;

/** The terms of a gas meter's account: payment mode, limits of credit, and how debts are taken. */
final class GasTerms implements AccountTerms {

    private static final long EMERGENCY_CREDIT = 1_000_000;
    private static final int PREPAYMENT_MODE = 0x0097;
    private static final int CREDIT_MODE = 0x0C94;
    private static final int PREPAYMENT_BIT = 0x02;

    private final GasKept kept;
    private final Memory memory;
    private final GasPrices prices;
    private final boolean startedOnPrepayment;

    GasTerms(GasKept kept, Memory memory, GasPrices prices, boolean startedOnPrepayment) {
        this.kept = kept;
        this.memory = memory;
        this.prices = prices;
        this.startedOnPrepayment = startedOnPrepayment;
    }

    private long number(int command, int offset, int length, long asMade) {
        return kept.number(Gsme.PREPAYMENT, command, offset, length, asMade);
    }

    int mode() {
        return (int) number(0x06, 12, 2, startedOnPrepayment ? PREPAYMENT_MODE : CREDIT_MODE);
    }

    @Override
    public boolean prepayment() {
        return (mode() & PREPAYMENT_BIT) != 0;
    }

    long cutOff() {
        return (int) number(0x06, 14, 4, 0);
    }

    @Override
    public long emergencyLimit() {
        return number(0x03, 8, 4, EMERGENCY_CREDIT);
    }

    @Override
    public long emergencyThreshold() {
        return number(0x03, 12, 4, 100_000);
    }

    long lowCredit() {
        return number(0x09, 0, 4, 200_000);
    }

    long debtCap() {
        return (int) number(0x0C, 12, 4, 500_000);
    }

    @Override
    public TopUps.Limits topUpLimits() {
        return new TopUps.Limits(maxCredit(), maxBalance());
    }

    long maxBalance() {
        return number(0x0B, 12, 4, 25_000_000);
    }

    long maxCredit() {
        return number(0x0B, 16, 4, 25_000_000);
    }

    @Override
    public long cost(Instant from, Instant to) {
        return prices.cost(from, to);
    }

    /** Takes so much from the balance in a day, from now on. */
    void debtRate(int debt, long aDay) {
        memory.put(rate(debt), aDay);
    }

    @Override
    public long debtRate(int debt) {
        return memory.number(rate(debt), 0);
    }

    private static String rate(int debt) {
        return "gas.debt-rate." + debt;
    }

    /** @param share of 10,000 of each top-up, from now on */
    void paymentDebtShare(int share) {
        memory.put("gas.debt-share", share);
    }

    @Override
    public int paymentDebtShare() {
        return (int) memory.number("gas.debt-share", 0);
    }
}
