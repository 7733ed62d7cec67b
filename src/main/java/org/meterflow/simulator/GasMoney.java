package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;

/** The commands that move money in a gas meter: emergency credit, debts, top-ups and adjustments. */
final class GasMoney {

    private static final long NONE = 0xFFFFFFFFL;
    private static final int SOURCE_REMOTE = 0;

    private final Gsme gsme;

    GasMoney(Gsme gsme) {
        this.gsme = gsme;
    }

    GasAnswer emergency(Task task) {
        boolean activated = gsme.emergency.activate(task.now(), task.alerts());
        return activated ? GasAnswer.done() : GasAnswer.status(Zcl.FAILURE);
    }

    /** {@code event, label, amount, method, type, start, collection, frequency, rate, percentage} */
    GasAnswer debt(Octets content, Task task) {
        OctetReader reader = GasKept.after(content, 4);
        reader.take(reader.u8("the label's length"), "the label");
        int amount = (int) reader.littleEndian(4, "an amount");
        reader.u8("the method");
        int type = reader.u8("the debt's type");
        reader.take(6, "start and collection");
        int frequency = reader.u8("the frequency");
        int rate = (int) reader.littleEndian(4, "the rate");
        int percentage = (int) reader.littleEndian(2, "the percentage");
        int debt = type <= 1 ? Ledger.TIME_DEBT_1 : type <= 3 ? Ledger.TIME_DEBT_2 : Ledger.PAYMENT_DEBT;
        gsme.ledger.changeDebt(debt, amount, task.now());
        if (debt == Ledger.PAYMENT_DEBT) {
            gsme.terms.paymentDebtShare(percentage);
        } else {
            gsme.terms.debtRate(debt, frequency == 0 ? 24L * rate : rate);
        }
        return GasAnswer.done();
    }

    GasAnswer topUp(Octets content, Task task) {
        OctetReader reader = GasKept.after(content, 1);
        String digits =
                new String(reader.take(reader.u8("the token's length"), "the token"), StandardCharsets.US_ASCII);
        TopUps.Result result = gsme.topUps.apply(digits, task);
        boolean added = result.code() == TopUps.ADDED;
        OctetWriter answer = new OctetWriter()
                .u8(result.code())
                .littleEndian(added ? result.amount() : NONE, 4)
                .u8(SOURCE_REMOTE)
                .littleEndian(added ? gsme.ledger.balance(task.now()) : NONE, 4);
        return new GasAnswer(GasAnswer.FROM_SERVER, 0x03, answer.toOctets());
    }

    /** Types 0 and 3 adjust the balance, 1 and 2 reset it. */
    GasAnswer adjust(Octets content, Task task) {
        OctetReader reader = GasKept.after(content, 8);
        int type = reader.u8("the adjustment's type");
        int amount = (int) reader.littleEndian(4, "an amount");
        switch (type) {
            case 0, 3 -> gsme.ledger.adjust(amount, task.now());
            case 1, 2 -> gsme.ledger.reset(task.now());
            default -> {
                return GasAnswer.status(Zcl.FAILURE);
            }
        }
        return GasAnswer.done();
    }
}
