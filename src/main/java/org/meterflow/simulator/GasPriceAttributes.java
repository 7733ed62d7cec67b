package org.meterflow.simulator;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;

/** The attributes of a gas meter's price cluster: thresholds, conversion to energy, charges and prices. */
final class GasPriceAttributes {

    private static final int POUND = 0x033A;
    private static final int FIVE_DECIMALS = 0x50;
    private static final long NO_THRESHOLD = 0xFFFFFFFFFFFFL;
    private static final long FACTOR = 102_264;
    private static final long CALORIFIC_VALUE = 395;

    private final Gsme gsme;

    GasPriceAttributes(Gsme gsme) {
        this.gsme = gsme;
    }

    private long threshold(int which) {
        long[] thresholds = gsme.prices.thresholds(0);
        return which < thresholds.length ? thresholds[which] : NO_THRESHOLD;
    }

    @Nullable
    Attribute attribute(int id) {
        return switch (id) {
            case 0x0100, 0x0101, 0x0102 -> Attribute.number(id, Zcl.U48, threshold(id - 0x0100));
            case 0x0202 -> Attribute.number(id, Zcl.U24, 1);
            case 0x0203 -> Attribute.number(id, Zcl.U24, GasAttributes.LITRES_A_CUBIC_METRE);
            case 0x0301 -> Attribute.number(id, Zcl.U32, gsme.prices.standingCharge());
            case 0x0302 -> Attribute.number(id, Zcl.U32, gsme.kept.number(Gsme.PRICE, 0x02, 8, 4, FACTOR));
            case 0x0303 -> Attribute.number(id, Zcl.BITMAP8, gsme.kept.number(Gsme.PRICE, 0x02, 12, 1, FIVE_DECIMALS));
            case 0x0304 -> Attribute.number(id, Zcl.U32, gsme.kept.number(Gsme.PRICE, 0x03, 8, 4, CALORIFIC_VALUE));
            case 0x0305 -> Attribute.number(id, Zcl.ENUM8, gsme.kept.number(Gsme.PRICE, 0x03, 12, 1, 1));
            case 0x0306 -> Attribute.number(id, Zcl.BITMAP8, gsme.kept.number(Gsme.PRICE, 0x03, 13, 1, 0x10));
            case 0x0400, 0x0401, 0x0402, 0x0403 -> Attribute.number(id, Zcl.U32, gsme.prices.ofBlock(id - 0x0400));
            case 0x0410 -> Attribute.number(id, Zcl.U32, gsme.prices.ofTime(1));
            case 0x0420 -> Attribute.number(id, Zcl.U32, gsme.prices.ofTime(2));
            case 0x0430 -> Attribute.number(id, Zcl.U32, gsme.prices.ofTime(3));
            case 0x0440 -> Attribute.number(id, Zcl.U32, gsme.prices.ofTime(4));
            case 0x0615 -> Attribute.number(id, Zcl.ENUM8, GasAttributes.CUBIC_METRES);
            case 0x0616 -> Attribute.number(id, Zcl.U16, POUND);
            case 0x0617 -> Attribute.number(id, Zcl.BITMAP8, FIVE_DECIMALS);
            default -> null;
        };
    }
}
