package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;

/** The commands that move money in a gas meter: emergency credit, debts, top-ups and adjustments. */
final class GasMoney {

    private static final long NONE = 0xFFFFFFFFL;
    private static final int SOURCE_REMOTE = 0;
    private static final int EMERGENCY_ACTIVATED = 0x81AB;

    private final Gsme gsme;

    GasMoney(Gsme gsme) {
        this.gsme = gsme;
    }

    GasAnswer emergency(Task task) {
        return activateEmergency(task.now(), task.alerts()) ? GasAnswer.done() : GasAnswer.status(Zcl.FAILURE);
    }

    boolean activateEmergency(Instant now, Announcer alerts) {
        boolean available = gsme.prepayment()
                && !gsme.ledger.emergencyActive()
                && gsme.ledger.balance(now) <= gsme.emergencyThreshold();
        if (available) {
            gsme.ledger.activateEmergency(now);
            gsme.events.add(now, EMERGENCY_ACTIVATED, "");
            alerts.say(Announcement.gas(EMERGENCY_ACTIVATED));
            gsme.arming.arm(now, alerts);
        }
        return available;
    }

    /** {@code event, label, amount, method, type, start, collection, frequency, rate, percentage} */
    GasAnswer debt(Octets content, Task task) {
        OctetReader reader = GasCommands.reader(content, 4);
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
            gsme.memory.put("gas.debt-share", percentage);
        } else {
            gsme.memory.put("gas.debt-rate." + debt, frequency == 0 ? 24L * rate : rate);
        }
        return GasAnswer.done();
    }

    GasAnswer topUp(Octets content, Task task) {
        OctetReader reader = GasCommands.reader(content, 1);
        String digits =
                new String(reader.take(reader.u8("the token's length"), "the token"), StandardCharsets.US_ASCII);
        TopUps.Result result = gsme.topUps.apply(digits, limits(), task);
        boolean added = result.code() == TopUps.ADDED;
        OctetWriter answer = new OctetWriter()
                .u8(result.code())
                .littleEndian(added ? result.amount() : NONE, 4)
                .u8(SOURCE_REMOTE)
                .littleEndian(added ? gsme.ledger.balance(task.now()) : NONE, 4);
        return new GasAnswer(GasAnswer.FROM_SERVER, 0x03, answer.toOctets());
    }

    TopUps.Limits limits() {
        return new TopUps.Limits(gsme.maxCredit(), gsme.maxBalance());
    }

    /** Types 0 and 3 adjust the balance, 1 and 2 reset it. */
    GasAnswer adjust(Octets content, Task task) {
        OctetReader reader = GasCommands.reader(content, 8);
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
