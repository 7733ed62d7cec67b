package org.meterflow.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.DlmsTime;
import org.meterflow.metering.gbcs.Gbz.Component;
import org.meterflow.metering.gbcs.OctetReader;
import org.meterflow.metering.gbcs.OctetWriter;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.Zcl;
import org.meterflow.metering.gbcs.Zcl.Attribute;

/** What a gas meter knows of its home, in thousandths of a cubic metre. */
final class GasRecords {

    /** @param personal told encrypted only */
    record Content(int command, Octets octets, boolean personal) {}

    record Published(Component component, boolean personal) {}

    static final int PRICE = 0x0700;
    static final int CALENDAR = 0x0707;
    private static final int METERING = 0x0702;
    private static final int PREPAYMENT = 0x0705;
    private static final int REGISTER = 0x0000;
    private static final int GET_SNAPSHOT = 0x06;
    private static final int BLOCKS_AND_TIMES = 6;
    private static final int DAYS_KEPT = 31;
    private static final int TIERS = 4;
    private static final double LITRES_A_YEAR = 1_050_000;
    private static final double WINTER = 0.7;

    private final Consumption consumption;
    private final Account account;
    private final GasPrices prices;
    private final Octets firmware;

    GasRecords(long seed, SimulatedHome.Start start, Octets firmware) {
        Tariff tariff = Tariff.gas(seed);
        this.consumption = new Consumption(seed, LITRES_A_YEAR, WINTER, thousandths(start.register()));
        this.account = new Account(seed, consumption, tariff, start);
        this.prices = new GasPrices(tariff);
        this.firmware = firmware;
    }

    private static @Nullable Long thousandths(@Nullable BigDecimal register) {
        return register == null ? null : register.movePointRight(3).longValue();
    }

    boolean isPersonal(int cluster, int id) {
        return cluster == PREPAYMENT || cluster == METERING && id == REGISTER;
    }

    @Nullable
    Attribute attribute(int cluster, int id, Instant now) {
        return switch (cluster) {
            case METERING -> metering(id, now);
            case PREPAYMENT -> prepayment(id, now);
            case PRICE -> prices.attribute(id);
            default -> null;
        };
    }

    private @Nullable Attribute metering(int id, Instant now) {
        return switch (id) {
            case REGISTER -> Attribute.number(id, Zcl.U48, consumption.at(now));
            case 0x0206 -> Attribute.text(id, firmware);
            case 0x0300 -> Attribute.number(id, Zcl.ENUM8, 1);
            case 0x0301 -> Attribute.number(id, Zcl.U24, 1);
            case 0x0302 -> Attribute.number(id, Zcl.U24, 1000);
            default -> null;
        };
    }

    private @Nullable Attribute prepayment(int id, Instant now) {
        return switch (id) {
            case 0x0001 -> Attribute.number(id, Zcl.I32, account.balance(now));
            case 0x0002 -> Attribute.number(id, Zcl.I32, account.emergencyCredit());
            case 0x0005 -> Attribute.number(id, Zcl.I32, 0);
            case 0x0211, 0x0221 -> Attribute.number(id, Zcl.U32, 0);
            case 0x0231 -> Attribute.number(id, Zcl.U32, account.paymentDebt());
            default -> null;
        };
    }

    /** @return empty when there is nothing to tell */
    List<Content> publish(Component asked, Instant now) {
        if (asked.cluster() == METERING && asked.command() == GET_SNAPSHOT) {
            return snapshot(asked.content(), now);
        }
        return prices.publish(asked.cluster(), asked.command(), now);
    }

    private List<Content> snapshot(Octets asked, Instant now) {
        OctetReader reader = new OctetReader(asked.bytes());
        Instant from = DlmsTime.since2000(reader.littleEndian(4, "the period's begin"));
        Instant to = DlmsTime.since2000(reader.littleEndian(4, "the period's end"));
        int offset = reader.u8("which snapshot");
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        List<Instant> kept = java.util.stream.IntStream.range(0, DAYS_KEPT)
                .mapToObj(day -> today.minus(DAYS_KEPT - 1L - day, ChronoUnit.DAYS))
                .filter(midnight -> !midnight.isBefore(from) && !midnight.isAfter(to))
                .toList();
        return offset < kept.size() ? List.of(snapshot(offset, kept)) : List.of();
    }

    private Content snapshot(int offset, List<Instant> kept) {
        Instant midnight = kept.get(offset);
        long register = consumption.at(midnight);
        OctetWriter writer = new OctetWriter()
                .littleEndian(offset, 4)
                .littleEndian(DlmsTime.secondsSince2000(midnight), 4)
                .u8(kept.size())
                .u8(0)
                .u8(1)
                .littleEndian(1, 4)
                .u8(BLOCKS_AND_TIMES)
                .littleEndian(register, 6)
                .u8(TIERS)
                .littleEndian(register, 6);
        for (int unused = 1; unused < TIERS; unused++) {
            writer.littleEndian(0, 6);
        }
        writer.u8(0x10 | TIERS);
        for (int unused = 0; unused < TIERS; unused++) {
            writer.littleEndian(0, 6);
        }
        return new Content(GET_SNAPSHOT, writer.toOctets(), true);
    }
}
