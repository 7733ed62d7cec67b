package org.meterflow.process.configuremeter;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The debts on a meter as it tells them with 4.3, in pounds. */
record Owed(BigDecimal payment, BigDecimal first, BigDecimal second) {

    /** @param read what a sequence has of the answer to its request {@code read} */
    static Owed of(Map<String, Object> read) {
        return new Owed(
                number(read.get("readPaymentDebt")),
                number(read.get("readTimeDebt1")),
                number(read.get("readTimeDebt2")));
    }

    static BigDecimal number(@Nullable Object value) {
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    /** The meter adds the amounts to its own. */
    String takenOff() {
        return Markup.pounds("TimeDebtRegister1", first.negate())
                + Markup.pounds("TimeDebtRegister2", second.negate())
                + Markup.pounds("PaymentDebtRegister", payment.negate())
                + "<DebtRecoveryPerPayment>0</DebtRecoveryPerPayment>";
    }
}
