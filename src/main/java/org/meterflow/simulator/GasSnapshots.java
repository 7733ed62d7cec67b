package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** How a gas meter's use and money stood at midnights, at the ends of billing periods, and when its tariff changed. */
final class GasSnapshots {

    private static final int DAYS_KEPT = 31;
    private static final int BILLS_KEPT = 13;
    private static final int DAILY = 0x0001;
    private static final int BILLING = 0x0002;
    private static final int BILL = 0x008B;
    private static final int BLOCKS_AND_TIMES = 6;

    private final Gsme gsme;

    GasSnapshots(Gsme gsme) {
        this.gsme = gsme;
    }

    GasAnswer ofUse(Octets asked, Instant now) {
        return publish(asked, now, false);
    }

    GasAnswer ofMoney(Octets asked, Instant now) {
        return publish(asked, now, true);
    }

    private GasAnswer publish(Octets asked, Instant now, boolean ofMoney) {
        OctetReader reader = new OctetReader(asked.bytes());
        Instant from = gsme.sinceTenancy(DlmsTime.since2000(reader.littleEndian(4, "the period's begin")));
        Instant to = DlmsTime.since2000(reader.littleEndian(4, "the period's end"));
        int offset = reader.u8("which snapshot");
        long cause = reader.littleEndian(4, "the snapshots' cause");
        List<Instant> kept = moments(cause, now, from, to);
        if (offset >= kept.size()) {
            return GasAnswer.notFound();
        }
        Instant at = kept.get(offset);
        OctetWriter writer = head(offset, at, kept.size(), cause);
        return ofMoney
                ? new GasAnswer(GasAnswer.QUIET, 0x01, money(writer, at))
                : new GasAnswer(GasAnswer.QUIET, 0x06, use(writer, at));
    }

    private List<Instant> moments(long cause, Instant now, Instant from, Instant to) {
        if (cause == DAILY) {
            return Periods.midnights(now, DAYS_KEPT, from, to);
        }
        if (cause == BILLING) {
            return Periods.billings(now, Periods.MONTHLY, BILLS_KEPT, from, to);
        }
        return gsme.changes.between(from, to);
    }

    private static OctetWriter head(int offset, Instant at, int count, long cause) {
        return new OctetWriter()
                .littleEndian(offset, 4)
                .littleEndian(DlmsTime.secondsSince2000(at), 4)
                .u8(count)
                .u8(0)
                .u8(1)
                .littleEndian(cause, 4);
    }

    private Octets use(OctetWriter writer, Instant at) {
        writer.u8(BLOCKS_AND_TIMES).littleEndian(gsme.used(at), 6).u8(GasPrices.TIMES);
        for (long litres : gsme.prices.times(at)) {
            writer.littleEndian(litres, 6);
        }
        writer.u8(0x10 | Registers.BLOCKS);
        for (long litres : gsme.prices.blocks(at)) {
            writer.littleEndian(litres, 6);
        }
        return writer.toOctets();
    }

    private Octets money(OctetWriter writer, Instant at) {
        return writer.u8(0)
                .littleEndian(0, 4)
                .littleEndian(gsme.ledger.debt(Ledger.TIME_DEBT_1, at), 4)
                .littleEndian(gsme.ledger.debt(Ledger.TIME_DEBT_2, at), 4)
                .littleEndian(gsme.ledger.debt(Ledger.PAYMENT_DEBT, at), 4)
                .littleEndian(gsme.ledger.emergencyCredit(at), 4)
                .littleEndian(gsme.ledger.balance(at), 4)
                .toOctets();
    }

    /** The meter's register at the end of a billing period, sealed for its supplier. */
    Announcement bill(Instant ended) {
        return new Announcement(BILL, EsmeBills.ALERT, RemoteParty.SUPPLIER, true, saying -> {
            Octets plain = use(head(0, ended, 1, BILLING), ended);
            Component snapshot = Component.of(Gsme.METERING, GasAnswer.QUIET, 0, 0x06, plain)
                    .encrypted(0, saying.sealing().seal(plain.bytes()));
            OctetReader encoded =
                    new OctetReader(new Gbz(List.of(snapshot)).encode().bytes());
            encoded.take(3, "profile and count");
            return new OctetWriter()
                    .u16(0x0109)
                    .u8(1)
                    .u16(EsmeBills.ALERT)
                    .u32(DlmsTime.secondsSince2000(saying.at()))
                    .put(encoded.take(encoded.remaining(), "the snapshot"))
                    .toOctets();
        });
    }
}
