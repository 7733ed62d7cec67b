package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How a home pays while nobody has changed its account. With credit the balance falls from the month's first day; with
 * prepayment somebody in the home tops up by twenty pounds whenever it has run out.
 */
final class AccountHabit {

    private static final long TOP_UP = 2_000_000;

    private final AccountTerms terms;
    private final boolean startedOnPrepayment;
    private final long atStart;
    private final long debtAtStart;

    AccountHabit(long seed, AccountTerms terms, SimulatedHome.Start start) {
        this.terms = terms;
        this.startedOnPrepayment = start.prepayment();
        this.atStart = start.balance() == null
                ? (long) (TOP_UP * Consumption.chance(seed, -8))
                : start.balance().movePointRight(Ledger.DECIMALS).longValue();
        boolean inDebt = start.prepayment() && Consumption.chance(seed, -5) < 0.3;
        this.debtAtStart = inDebt ? Math.round(15_000_000 * Consumption.chance(seed, -6)) : 0;
    }

    LedgerPage standing(Instant now) {
        return new LedgerPage(now, balance(now), debtAtStart, 0, 0);
    }

    private long balance(Instant now) {
        if (startedOnPrepayment) {
            long left = atStart - terms.cost(Consumption.START, now);
            return left < 0 ? Math.floorMod(left, TOP_UP) : left;
        }
        Instant month = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        return -terms.cost(month, now);
    }
}
