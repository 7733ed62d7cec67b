package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.DlmsTime;
import org.meterflow.metering.gbcs.OctetWriter;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.Zcl;
import org.meterflow.metering.gbcs.Zcl.Attribute;
import org.meterflow.simulator.GasRecords.Content;

/** A gas meter's active tariff: one price the whole year. */
final class GasPrices {

    private static final int POUND = 0x033A;
    private static final int FIVE_DECIMALS = 0x50;
    private static final int UNIT = 1;
    private static final int MINUTES_A_DAY = 1440;
    private static final long NO_THRESHOLD = 0xFFFFFFFFFFFFL;
    private static final Instant SET = Instant.parse("2024-04-01T00:00:00Z");
    private static final Octets WHOLE_DAY = Octets.ofHex("01010001" + "00" + "000001");
    private static final Octets WEEK = Octets.ofHex("0101010101010101");
    private static final Octets SEASON = Octets.ofHex("0001" + "7C0101FF" + "01");

    private final Tariff tariff;

    GasPrices(Tariff tariff) {
        this.tariff = tariff;
    }

    @Nullable
    Attribute attribute(int id) {
        return switch (id) {
            case 0x0203 -> Attribute.number(id, Zcl.U24, 1000);
            case 0x0202 -> Attribute.number(id, Zcl.U24, 1);
            case 0x0100, 0x0101, 0x0102 -> Attribute.number(id, Zcl.U48, NO_THRESHOLD);
            case 0x0615 -> Attribute.number(id, Zcl.ENUM8, UNIT);
            case 0x0410 -> Attribute.number(id, Zcl.U32, tariff.unitPrice());
            case 0x0400, 0x0401, 0x0402, 0x0403, 0x0420, 0x0430, 0x0440 -> Attribute.number(id, Zcl.U32, 0);
            case 0x0616 -> Attribute.number(id, Zcl.U16, POUND);
            case 0x0617 -> Attribute.number(id, Zcl.BITMAP8, FIVE_DECIMALS);
            case 0x0301 -> Attribute.number(id, Zcl.U32, tariff.standingCharge());
            default -> null;
        };
    }

    List<Content> publish(int cluster, int command, Instant now) {
        if (cluster == GasRecords.CALENDAR) {
            return switch (command) {
                case 1 -> List.of(new Content(command, calendar().put(WHOLE_DAY).toOctets(), false));
                case 2 -> List.of(new Content(command, calendar().put(WEEK).toOctets(), false));
                case 3 -> List.of(new Content(command, calendar().put(SEASON).toOctets(), false));
                default -> List.of();
            };
        }
        return cluster == GasRecords.PRICE && command == 0 ? List.of(price(now)) : List.of();
    }

    /** Provider, event and calendar. */
    private static OctetWriter calendar() {
        long event = DlmsTime.secondsSince2000(SET);
        return new OctetWriter().littleEndian(0, 4).littleEndian(event, 4).littleEndian(event, 4);
    }

    private Content price(Instant now) {
        Octets octets = new OctetWriter()
                .littleEndian(0, 4)
                .u8(0)
                .littleEndian(DlmsTime.secondsSince2000(SET), 4)
                .littleEndian(DlmsTime.secondsSince2000(now), 4)
                .u8(UNIT)
                .littleEndian(POUND, 2)
                .u8(FIVE_DECIMALS | 1)
                .u8(0x41)
                .littleEndian(0, 4)
                .littleEndian(MINUTES_A_DAY, 2)
                .littleEndian(tariff.unitPrice(), 4)
                .toOctets();
        return new Content(0, octets, false);
    }
}
