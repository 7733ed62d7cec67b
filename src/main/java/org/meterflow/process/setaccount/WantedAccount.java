package org.meterflow.process.setaccount;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.meterflow.process.placed.PlacedCall;

/**
 * What a meter's account shall be, in pounds.
 *
 * @param debt collected by the meter from somebody who pays in advance; nothing where no repayment is agreed
 * @param aWeek how much of it in a week
 * @param balance at the beginning, of somebody who pays in advance
 */
record WantedAccount(boolean inAdvance, BigDecimal debt, BigDecimal aWeek, BigDecimal balance) {

    private static final int PENCE = 2;

    static WantedAccount of(PlacedCall call) {
        BigDecimal aWeek = number(call, SetAccount.WEEKLY_REPAYMENT);
        return new WantedAccount(
                SetAccount.PREPAYMENT.equals(call.said(SetAccount.MODE)),
                aWeek.signum() == 0 ? BigDecimal.ZERO : number(call, SetAccount.DEBT),
                aWeek,
                number(call, SetAccount.BALANCE));
    }

    private static BigDecimal number(PlacedCall call, String property) {
        String said = call.said(property);
        return said.isEmpty() ? BigDecimal.ZERO : new BigDecimal(said);
    }

    String words() {
        return inAdvance
                ? "In advance, with a debt of " + pounds(debt) + ", " + pounds(aWeek) + " a week, and a balance of "
                        + pounds(balance)
                : "By bill, without debt or balance on the meter";
    }

    static String pounds(BigDecimal amount) {
        return (amount.signum() < 0 ? "−£" : "£")
                + amount.abs().setScale(PENCE, RoundingMode.HALF_UP).toPlainString();
    }

    /** @return the balance that an answer to 4.3 tells */
    static BigDecimal balance(Map<String, String> answer) {
        return new BigDecimal(answer.getOrDefault("meterBalance", "0"));
    }
}
