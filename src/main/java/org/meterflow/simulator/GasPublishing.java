package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** What a gas meter tells when a cluster's command asks for it: snapshots, samples, logs, calendars, prices. */
final class GasPublishing {

    private static final int SECURITY_LOG = 4;
    private static final byte[] NO_TOKEN = "00000000000000000000".getBytes(StandardCharsets.US_ASCII);

    private final Gsme gsme;
    private final GasSnapshots snapshots;
    private final GasSamples samples;
    private final GasCalendars calendars;

    GasPublishing(Gsme gsme, GasSnapshots snapshots) {
        this.gsme = gsme;
        this.snapshots = snapshots;
        this.samples = new GasSamples(gsme);
        this.calendars = new GasCalendars(gsme);
    }

    List<GasAnswer> publish(Component asked, Task task) {
        return switch (asked.cluster() << 8 | asked.command()) {
            case 0x0702_06 -> List.of(snapshots.ofUse(asked.content(), task.now()));
            case 0x0705_07 -> List.of(snapshots.ofMoney(asked.content(), task.now()));
            case 0x0702_08 -> List.of(samples.publish(asked.content(), task));
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

    private GasAnswer payments(Component asked, String log, Instant now) {
        Long since = asked.from();
        Instant from = gsme.sinceTenancy(since == null ? Instant.EPOCH : DlmsTime.since2000(since));
        List<Payment> payments = gsme.ledger.payments(log, from, now);
        if (payments.isEmpty()) {
            return GasAnswer.notFound();
        }
        OctetWriter writer = new OctetWriter().u8(0).u8(1);
        for (Payment payment : payments) {
            if (log.equals(Ledger.DEBT_PAYMENTS)) {
                writer.littleEndian(DlmsTime.secondsSince2000(payment.at()), 4)
                        .littleEndian(payment.amount(), 4)
                        .u8(5)
                        .littleEndian(gsme.ledger.debt(Ledger.PAYMENT_DEBT, payment.at()), 4);
            } else {
                writer.u8(NO_TOKEN.length)
                        .put(NO_TOKEN)
                        .littleEndian(payment.amount(), 4)
                        .littleEndian(DlmsTime.secondsSince2000(payment.at()), 4);
            }
        }
        return new GasAnswer(GasAnswer.QUIET, log.equals(Ledger.DEBT_PAYMENTS) ? 0x06 : 0x05, writer.toOctets());
    }

    /** Events, or the security log. */
    private GasAnswer book(Octets asked) {
        OctetReader reader = new OctetReader(asked.bytes());
        int log = reader.u8("which log") & 0x0F;
        reader.littleEndian(2, "which event");
        Instant from = DlmsTime.since2000(reader.littleEndian(4, "the period's begin"));
        Instant to = DlmsTime.since2000(reader.littleEndian(4, "the period's end"));
        List<EventLog.Entry> entries = (log == SECURITY_LOG ? gsme.security : gsme.events).between(from, to);
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
