package org.meterflow.simulator;

import java.time.Instant;

/** How a home's money stood at a moment: everything later follows from use and time. */
record LedgerPage(Instant at, long balance, long paymentDebt, long debt1, long debt2) {

    static LedgerPage read(String line) {
        String[] parts = line.split(" ");
        return new LedgerPage(
                Instant.ofEpochMilli(Long.parseLong(parts[0])),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }

    String write() {
        return at.toEpochMilli() + " " + balance + " " + paymentDebt + " " + debt1 + " " + debt2;
    }

    long debt(int which) {
        return which == Ledger.PAYMENT_DEBT ? paymentDebt : which == Ledger.TIME_DEBT_1 ? debt1 : debt2;
    }

    LedgerPage with(int which, long amount) {
        return new LedgerPage(
                at,
                balance,
                which == Ledger.PAYMENT_DEBT ? amount : paymentDebt,
                which == Ledger.TIME_DEBT_1 ? amount : debt1,
                which == Ledger.TIME_DEBT_2 ? amount : debt2);
    }

    LedgerPage withBalance(long amount) {
        return new LedgerPage(at, amount, paymentDebt, debt1, debt2);
    }
}
