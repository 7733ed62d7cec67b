package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.math.MathContext;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.GasVolume;
import org.meterflow.gbcs.MeterAnswer.PrepaymentBalance;
import org.meterflow.gbcs.Zcl.Attribute;

/** Answers of gas meters and proxies, in ZigBee cluster messages. */
final class GasAnswers {

    private static final int METERING = 0x0702;
    private static final int PREPAYMENT = 0x0705;
    private static final int PRICE = 0x0700;
    private static final int PRICE_DIGITS = 0x0617;
    private static final int MONEY_SCALE = 5;
    private static final int CUBIC_METRES = 1;

    private GasAnswers() {}

    static MeterAnswer firmware(Octets payload, Unsealing unsealing) {
        return ReadAttributes.read(
                payload,
                unsealing,
                all -> new FirmwareVersion(all.at(METERING, 0x0206).text()));
    }

    static MeterAnswer imported(Octets payload, Unsealing unsealing) {
        return ReadAttributes.read(payload, unsealing, all -> {
            BigDecimal divisor = BigDecimal.valueOf(all.number(METERING, 0x0302));
            BigDecimal multiplier = BigDecimal.valueOf(all.number(METERING, 0x0301));
            if (divisor.signum() == 0) {
                throw new MalformedGbcs("A gas register cannot be divided by zero");
            }
            long unit = all.number(METERING, 0x0300);
            if (unit != CUBIC_METRES) {
                throw new MalformedGbcs("A gas register counts in unit %s, not in cubic metres".formatted(unit));
            }
            BigDecimal register = BigDecimal.valueOf(all.number(METERING, 0x0000));
            return new GasVolume(register.multiply(multiplier).divide(divisor, MathContext.DECIMAL64));
        });
    }

    static MeterAnswer balance(Octets payload, Unsealing unsealing) {
        return ReadAttributes.read(
                payload,
                unsealing,
                all -> new PrepaymentBalance(
                        money(all, 0x0001),
                        money(all, 0x0002),
                        money(all, 0x0005),
                        money(all, 0x0231),
                        money(all, 0x0211),
                        money(all, 0x0221)));
    }

    private static BigDecimal money(ReadAttributes all, int id) {
        Attribute digits = all.byKey().get(ReadAttributes.key(PRICE, PRICE_DIGITS));
        int scale = digits == null ? MONEY_SCALE : (int) digits.number() >> 4;
        return BigDecimal.valueOf(all.number(PREPAYMENT, id), scale);
    }
}
