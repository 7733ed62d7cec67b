package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money of a home's supply, in hundred-thousandths of a pound: what is left or owed, three debts and emergency
 * credit. Until somebody changes it, it follows from the home's habit; from the first change on nobody pays by habit, and
 * it runs out.
 */
final class Ledger {

    /** Of amounts, in pounds. */
    static final int DECIMALS = 5;

    static final int PAYMENT_DEBT = 0;
    static final int TIME_DEBT_1 = 1;
    static final int TIME_DEBT_2 = 2;
    static final String TOP_UPS = "ledger.top-ups";
    static final String DEBT_PAYMENTS = "ledger.debt-payments";

    private static final String PAGES = "ledger.pages";
    private static final String EMERGENCY = "ledger.emergency";
    private static final int PAGES_KEPT = 200;
    private static final int ENTRIES_KEPT = 10;
    private static final int WHOLE = 10_000;
    private static final double SECONDS_A_DAY = 86_400;

    private final Memory memory;
    private final AccountTerms terms;
    private final AccountHabit habit;

    Ledger(long seed, Memory memory, AccountTerms terms, SimulatedHome.Start start) {
        this.memory = memory;
        this.terms = terms;
        this.habit = new AccountHabit(seed, terms, start);
    }

    private @Nullable LedgerPage pageAt(Instant time) {
        List<String> pages = memory.lines(PAGES);
        for (int i = pages.size() - 1; i >= 0; i--) {
            LedgerPage page = LedgerPage.read(pages.get(i));
            if (!page.at().isAfter(time)) {
                return page;
            }
        }
        return null;
    }

    private LedgerPage standing(Instant now) {
        LedgerPage page = pageAt(now);
        if (page == null) {
            return habit.standing(now);
        }
        double days = (now.toEpochMilli() - page.at().toEpochMilli()) / (1000 * SECONDS_A_DAY);
        long debt1 = Math.min(page.debt1(), Math.round(days * terms.debtRate(TIME_DEBT_1)));
        long debt2 = Math.min(page.debt2(), Math.round(days * terms.debtRate(TIME_DEBT_2)));
        boolean collected = terms.prepayment();
        long taken = collected ? debt1 + debt2 : 0;
        return new LedgerPage(
                now,
                page.balance() - terms.cost(page.at(), now) - taken,
                page.paymentDebt(),
                page.debt1() - (collected ? debt1 : 0),
                page.debt2() - (collected ? debt2 : 0));
    }

    /** Whether somebody has changed it: only then can it run out. */
    boolean isKept() {
        return memory.has(PAGES);
    }

    private void turn(LedgerPage page) {
        memory.append(PAGES, page.write(), PAGES_KEPT);
    }

    /** Writes down how things stand, before what they depend on changes. */
    void settle(Instant now) {
        turn(standing(now));
    }

    /** What is left before emergency credit; with credit, what is owed is negative. */
    long balance(Instant now) {
        long all = standing(now).balance();
        return all < 0 && emergencyActive() ? Math.min(0, all + terms.emergencyLimit()) : all;
    }

    long emergencyCredit(Instant now) {
        long limit = terms.prepayment() ? terms.emergencyLimit() : 0;
        return emergencyActive() ? Math.max(0, limit + Math.min(0, standing(now).balance())) : limit;
    }

    boolean emergencyActive() {
        return memory.has(EMERGENCY);
    }

    void activateEmergency(Instant now) {
        settle(now);
        memory.put(EMERGENCY, now);
    }

    long debt(int which, Instant now) {
        return standing(now).debt(which);
    }

    void adjust(long by, Instant now) {
        LedgerPage page = standing(now);
        turn(page.withBalance(page.balance() + by));
    }

    void reset(Instant now) {
        turn(standing(now).withBalance(0));
        memory.remove(EMERGENCY);
    }

    void changeDebt(int which, long by, Instant now) {
        LedgerPage page = standing(now);
        turn(page.with(which, Math.max(0, page.debt(which) + by)));
    }

    /** @return what the top-up adds to the balance after its share of the payment debt */
    long topUp(long amount, Instant now) {
        LedgerPage page = standing(now);
        long share = Math.min(page.paymentDebt(), amount * terms.paymentDebtShare() / WHOLE);
        turn(page.with(PAYMENT_DEBT, page.paymentDebt() - share).withBalance(page.balance() + amount - share));
        memory.append(TOP_UPS, new Payment(now, amount).write(), ENTRIES_KEPT);
        if (share > 0) {
            memory.append(DEBT_PAYMENTS, new Payment(now, share).write(), ENTRIES_KEPT);
        }
        if (page.balance() + amount - share >= 0) {
            memory.remove(EMERGENCY);
        }
        return amount - share;
    }

    /** @param log {@link #TOP_UPS} or {@link #DEBT_PAYMENTS} */
    List<Payment> payments(String log, Instant from, Instant to) {
        return Payment.between(memory.lines(log), from, to);
    }
}
