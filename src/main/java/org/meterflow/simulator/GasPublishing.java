package org.meterflow.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** What a gas meter tells when a cluster's command asks for it: snapshots, samples, logs, calendars, prices. */
final class GasPublishing {

    private static final int DAYS_KEPT = 31;
    private static final int BILLS_KEPT = 13;
    private static final int MONTHS_KEPT = 13;
    private static final int DAILY = 0x0001;
    private static final int BILLING = 0x0002;
    private static final int BILL = 0x008B;
    private static final int BLOCKS_AND_TIMES = 6;
    private static final int HALF_HOUR = 1800;
    private static final int DAY = 86_400;
    private static final int SIX_MINUTES = 360;
    private static final int NETWORK_DATA_CODE = 0x0079;
    private static final List<DlmsData> MONTHLY =
            List.of(DlmsData.structure(EsmeModel.octets("00000000"), EsmeModel.octets("FFFFFF01FF")));

    private final Gsme gsme;
    private final GasCalendars calendars;

    GasPublishing(Gsme gsme) {
        this.gsme = gsme;
        this.calendars = new GasCalendars(gsme);
    }

    List<GasAnswer> publish(Component asked, Task task) {
        return switch (asked.cluster() << 8 | asked.command()) {
            case 0x0702_06 -> List.of(snapshot(asked.content(), task.now(), false));
            case 0x0705_07 -> List.of(snapshot(asked.content(), task.now(), true));
            case 0x0702_08 -> List.of(samples(asked.content(), task));
            case 0x0705_0A -> List.of(payments(asked, Ledger.DEBT_PAYMENTS, task.now()));
            case 0x0705_08 -> List.of(payments(asked, Ledger.TOP_UPS, task.now()));
            case 0x0709_00 -> List.of(book(asked.content()));
            case 0x0708_05 -> List.of(calendars.events());
            case 0x0700_0B -> List.of(calendars.billingPeriod());
            case 0x0700_00 -> List.of(calendars.currentPrice(task.now()));
            case 0x0707_01, 0x0707_02, 0x0707_03, 0x0707_04 -> calendars.publish(asked);
            default -> List.of(GasAnswer.status(GasAnswer.UNSUPPORTED));
        };
    }

    private Instant notBefore(Instant from) {
        return from.isBefore(gsme.tenancyBegan()) ? gsme.tenancyBegan() : from;
    }

    private GasAnswer snapshot(Octets asked, Instant now, boolean ofMoney) {
        OctetReader reader = new OctetReader(asked.bytes());
        Instant from = notBefore(DlmsTime.since2000(reader.littleEndian(4, "the period's begin")));
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

    private static OctetWriter head(int offset, Instant at, int count, long cause) {
        return new OctetWriter()
                .littleEndian(offset, 4)
                .littleEndian(DlmsTime.secondsSince2000(at), 4)
                .u8(count)
                .u8(0)
                .u8(1)
                .littleEndian(cause, 4);
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

    private List<Instant> moments(long cause, Instant now, Instant from, Instant to) {
        if (cause == DAILY) {
            return Periods.midnights(now, DAYS_KEPT, from, to);
        }
        if (cause == BILLING) {
            return Periods.billings(now, MONTHLY, BILLS_KEPT, from, to);
        }
        return gsme.changes().stream()
                .filter(at -> !at.isBefore(from) && !at.isAfter(to))
                .toList();
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

    private GasAnswer samples(Octets asked, Task task) {
        OctetReader reader = new OctetReader(asked.bytes());
        int id = (int) reader.littleEndian(2, "which samples");
        Instant from = notBefore(DlmsTime.since2000(reader.littleEndian(4, "the first sample's time")));
        reader.u8("the samples' type");
        int count = (int) reader.littleEndian(2, "how many samples");
        int interval = id == 0 ? HALF_HOUR : id == 1 ? DAY : SIX_MINUTES;
        Instant since = gsme.memory.time(Gsme.NETWORK_DATA_SINCE);
        if (id > 2 || id == 2 && since == null) {
            return GasAnswer.notFound();
        }
        Instant oldest = task.now().minus(MONTHS_KEPT * 31L, ChronoUnit.DAYS);
        Instant begin = id == 2 && since != null ? since : from.isBefore(oldest) ? oldest : from;
        List<Long> used = used(begin, interval, count, id == 2 ? Instant.MAX : task.now());
        if (used.isEmpty()) {
            return GasAnswer.notFound();
        }
        OctetWriter writer = new OctetWriter()
                .littleEndian(id, 2)
                .littleEndian(DlmsTime.secondsSince2000(begin), 4)
                .u8(0)
                .littleEndian(Math.min(interval, 0xFFFF), 2)
                .littleEndian(used.size(), 2);
        used.forEach(litres -> writer.littleEndian(litres, 3));
        boolean network = task.command().messageCode() == NETWORK_DATA_CODE;
        return new GasAnswer(network ? GasAnswer.FROM_SERVER : GasAnswer.QUIET, 0x07, writer.toOctets());
    }

    private List<Long> used(Instant begin, int interval, int count, Instant until) {
        List<Long> used = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = begin.plusSeconds((long) interval * i);
            if (at.isAfter(until)) {
                return used;
            }
            used.add(Math.max(0, gsme.used(at) - gsme.used(at.minusSeconds(interval))));
        }
        return used;
    }

    private GasAnswer payments(Component asked, String log, Instant now) {
        Long since = asked.from();
        Instant from = notBefore(since == null ? Instant.EPOCH : DlmsTime.since2000(since));
        List<Ledger.Payment> payments = gsme.ledger.payments(log, from, now);
        if (payments.isEmpty()) {
            return GasAnswer.notFound();
        }
        OctetWriter writer = new OctetWriter().u8(0).u8(1);
        for (Ledger.Payment payment : payments) {
            if (log.equals(Ledger.DEBT_PAYMENTS)) {
                writer.littleEndian(DlmsTime.secondsSince2000(payment.at()), 4)
                        .littleEndian(payment.amount(), 4)
                        .u8(5)
                        .littleEndian(gsme.ledger.debt(Ledger.PAYMENT_DEBT, payment.at()), 4);
            } else {
                writer.u8(20)
                        .put("00000000000000000000".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .littleEndian(payment.amount(), 4)
                        .littleEndian(DlmsTime.secondsSince2000(payment.at()), 4);
            }
        }
        return new GasAnswer(GasAnswer.QUIET, log.equals(Ledger.DEBT_PAYMENTS) ? 0x06 : 0x05, writer.toOctets());
    }

    /** Events or, with 4, the security log. */
    private GasAnswer book(Octets asked) {
        OctetReader reader = new OctetReader(asked.bytes());
        int log = reader.u8("which log") & 0x0F;
        reader.littleEndian(2, "which event");
        Instant from = DlmsTime.since2000(reader.littleEndian(4, "the period's begin"));
        Instant to = DlmsTime.since2000(reader.littleEndian(4, "the period's end"));
        List<EventLog.Entry> entries = (log == 4 ? gsme.security : gsme.events).between(from, to);
        if (entries.isEmpty()) {
            return GasAnswer.notFound();
        }
        OctetWriter writer =
                new OctetWriter().littleEndian(entries.size(), 2).u8(0).u8(1).u8(0);
        for (EventLog.Entry entry : entries) {
            writer.u8(log)
                    .littleEndian(entry.code(), 2)
                    .littleEndian(DlmsTime.secondsSince2000(entry.at()), 4)
                    .u8(0);
        }
        return new GasAnswer(GasAnswer.QUIET, 0x01, writer.toOctets());
    }
}
