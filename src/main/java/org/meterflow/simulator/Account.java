package org.meterflow.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The money of a home's supply, in hundred-thousandths of a pound. In credit mode the balance falls from the month's
 * first day; in prepayment mode it is topped up by twenty pounds whenever it has run out.
 */
final class Account {

    private static final int DECIMALS = 5;
    private static final long TOP_UP = 2_000_000;
    private static final long EMERGENCY_CREDIT = 500_000;
    private static final long SECONDS_A_DAY = 86_400;

    private final Consumption consumption;
    private final Tariff tariff;
    private final boolean prepayment;
    private final long atStart;
    private final long debt;

    Account(long seed, Consumption consumption, Tariff tariff, SimulatedHome.Start start) {
        this.consumption = consumption;
        this.tariff = tariff;
        this.prepayment = start.prepayment();
        BigDecimal left = start.balance();
        this.atStart = left == null
                ? (long) (TOP_UP * Consumption.chance(seed, -8))
                : left.movePointRight(DECIMALS).longValue();
        boolean inDebt = start.prepayment() && Consumption.chance(seed, -5) < 0.3;
        this.debt = inDebt ? Math.round(15_000_000 * Consumption.chance(seed, -6)) : 0;
    }

    long balance(Instant now) {
        if (prepayment) {
            long left = atStart - cost(Consumption.START, now);
            return left < 0 ? Math.floorMod(left, TOP_UP) : left;
        }
        Instant month = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        return -cost(month, now);
    }

    long emergencyCredit() {
        return prepayment ? EMERGENCY_CREDIT : 0;
    }

    long paymentDebt() {
        return debt;
    }

    private long cost(Instant from, Instant to) {
        long units = consumption.at(to) - consumption.at(from);
        long standing = (to.getEpochSecond() - from.getEpochSecond()) * tariff.standingCharge() / SECONDS_A_DAY;
        return units * tariff.unitPrice() / 1000 + standing;
    }
}
