package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;

/** The attributes of a gas meter, by cluster (ZigBee Smart Energy). */
final class GasAttributes {

    private static final int BITMAP16 = 0x19;
    static final int CUBIC_METRES = 1;
    static final int LITRES_A_CUBIC_METRE = 1000;
    private static final int FULL_BATTERY_DAYS = 3650;

    private final Gsme gsme;
    private final GasPriceAttributes prices;

    GasAttributes(Gsme gsme) {
        this.gsme = gsme;
        this.prices = new GasPriceAttributes(gsme);
    }

    @Nullable
    Attribute attribute(int cluster, int id, Instant now) {
        return switch (cluster) {
            case Gsme.BASIC -> basic(id);
            case Gsme.METERING -> metering(id, now);
            case Gsme.PREPAYMENT -> prepayment(id, now);
            case Gsme.PRICE -> prices.attribute(id);
            default -> null;
        };
    }

    private static Attribute text(int id, String text) {
        return new Attribute(id, Zcl.SUCCESS, Zcl.TEXT, 0, Octets.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static @Nullable Attribute basic(int id) {
        return switch (id) {
            case 0x0003 -> Attribute.number(id, Zcl.U8, 1);
            case 0x0004 -> text(id, "Meterflow");
            case 0x0005 -> text(id, "Simulated gas");
            default -> null;
        };
    }

    private @Nullable Attribute metering(int id, Instant now) {
        return switch (id) {
            case 0x0000 -> Attribute.number(id, Zcl.U48, gsme.used(now));
            case 0x0100, 0x0102, 0x0104, 0x0106 ->
                Attribute.number(id, Zcl.U48, gsme.prices.times(now)[(id - 0x0100) / 2]);
            case 0x0700, 0x0701, 0x0702, 0x0703 ->
                Attribute.number(id, Zcl.U48, gsme.prices.blocks(now)[id - 0x0700]);
            case 0x0014 -> Attribute.number(id, Zcl.ENUM8, supplyStatus());
            case 0x0205 -> Attribute.number(id, Zcl.U16, gsme.memory.number("battery.days", FULL_BATTERY_DAYS));
            case 0x0206 -> Attribute.text(id, gsme.firmware.version());
            case 0x0300 -> Attribute.number(id, Zcl.ENUM8, CUBIC_METRES);
            case 0x0301 -> Attribute.number(id, Zcl.U24, 1);
            case 0x0302 -> Attribute.number(id, Zcl.U24, LITRES_A_CUBIC_METRE);
            case 0x0307 -> Attribute.text(id, siteId());
            case 0x0607 -> Attribute.number(id, Zcl.ENUM8, gsme.kept.number(Gsme.METERING, 0x0D, 4, 1, 3));
            case 0x0608 -> Attribute.number(id, Zcl.ENUM8, gsme.kept.number(Gsme.METERING, 0x0D, 5, 1, 3));
            case 0x0A00 -> Attribute.number(id, Zcl.U32, Math.max(0, -gsme.ledger.balance(now)));
            case 0x0B10 -> Attribute.number(id, Zcl.U16, gsme.kept.number(Gsme.METERING, 0x0E, 8, 2, 0x01F0));
            case 0x0B11 -> Attribute.number(id, Zcl.ENUM8, gsme.kept.number(Gsme.METERING, 0x0E, 10, 1, 1));
            case 0x0B12 -> Attribute.number(id, Zcl.U16, gsme.kept.number(Gsme.METERING, 0x0E, 11, 2, 1));
            case 0x0B13 -> Attribute.number(id, Zcl.U16, gsme.kept.number(Gsme.METERING, 0x0E, 13, 2, 1));
            case 0x0B14 -> Attribute.number(id, Zcl.U8, gsme.kept.number(Gsme.METERING, 0x0E, 15, 1, 60));
            case 0x0B15 -> Attribute.number(id, Zcl.U16, gsme.kept.number(Gsme.METERING, 0x0E, 16, 2, 300));
            default -> null;
        };
    }

    /** Off, armed, on: not the numbers of electricity. */
    int supplyStatus() {
        return switch (gsme.supply.state()) {
            case OFF -> 0;
            case ARMED -> 1;
            case ON -> 2;
        };
    }

    private Octets siteId() {
        Octets update = gsme.kept.content(Gsme.DEVICE_MANAGEMENT, 0x03);
        return update == null || update.length() < 13
                ? Octets.of("0000000000".getBytes(StandardCharsets.US_ASCII))
                : Octets.of(java.util.Arrays.copyOfRange(update.bytes(), 13, update.length()));
    }

    private @Nullable Attribute prepayment(int id, Instant now) {
        return switch (id) {
            case 0x0000 -> Attribute.number(id, BITMAP16, gsme.terms.mode());
            case 0x0001 -> Attribute.number(id, Zcl.I32, gsme.ledger.balance(now));
            case 0x0002 -> Attribute.number(id, Zcl.I32, gsme.ledger.emergencyCredit(now));
            case 0x0005 -> Attribute.number(id, Zcl.I32, 0);
            case 0x0006 -> Attribute.number(id, Zcl.I32, gsme.terms.debtCap());
            case 0x0010 -> Attribute.number(id, Zcl.U32, gsme.terms.emergencyLimit());
            case 0x0011 -> Attribute.number(id, Zcl.U32, gsme.terms.emergencyThreshold());
            case 0x0021 -> Attribute.number(id, Zcl.U32, gsme.terms.maxBalance());
            case 0x0022 -> Attribute.number(id, Zcl.U32, gsme.terms.maxCredit());
            case 0x0031 -> Attribute.number(id, Zcl.U32, gsme.terms.lowCredit());
            case 0x0040 -> Attribute.number(id, Zcl.I32, gsme.terms.cutOff());
            case 0x0211 -> Attribute.number(id, Zcl.U32, gsme.ledger.debt(Ledger.TIME_DEBT_1, now));
            case 0x0221 -> Attribute.number(id, Zcl.U32, gsme.ledger.debt(Ledger.TIME_DEBT_2, now));
            case 0x0231 -> Attribute.number(id, Zcl.U32, gsme.ledger.debt(Ledger.PAYMENT_DEBT, now));
            case 0x0216, 0x0226 -> Attribute.number(id, Zcl.ENUM8, 1);
            case 0x0217 -> Attribute.number(id, Zcl.U32, gsme.terms.debtRate(Ledger.TIME_DEBT_1));
            case 0x0227 -> Attribute.number(id, Zcl.U32, gsme.terms.debtRate(Ledger.TIME_DEBT_2));
            case 0x0239 -> Attribute.number(id, Zcl.U16, gsme.terms.paymentDebtShare());
            default -> null;
        };
    }
}
