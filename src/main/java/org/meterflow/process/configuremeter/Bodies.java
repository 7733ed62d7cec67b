package org.meterflow.process.configuremeter;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of requests that meters for one fuel understand. */
interface Bodies {

    /** Little credit left, and emergency credit to be had: of no interest where nobody pays in advance. */
    List<String> ALERTS_OF_CREDIT = List.of("x810D", "x8119");

    /** Of 1.1.1. */
    String tariff(WantedSettings wanted);

    /**
     * Of 2.1.
     *
     * @param emergencyCredit pounds; null for what is usual
     * @param friendly the days on which no supply is switched off, beside weekends
     */
    String prepayment(@Nullable BigDecimal emergencyCredit, List<LocalDate> friendly);

    /** Of 2.3: takes off what is owed, and stops collecting. */
    String noDebts(Owed owed);

    /**
     * Of 1.5.
     *
     * @param by what is added, in pounds
     * @param prepayment the meter's mode by then
     */
    String balance(BigDecimal by, boolean prepayment);

    /**
     * Of 6.8: a bill each month.
     *
     * @param from not before this day
     */
    String billing(int day, LocalDate from);

    /** Of 6.22. */
    String alerts(boolean prepayment);
}
