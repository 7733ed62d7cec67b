package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** A gas meter's calendars of prices and of friendly hours, its price of the moment, and what it does about events. */
final class GasCalendars {

    private static final long FRIENDLY = 0xFFFFFFFEL;
    private static final int POUND = 0x033A;
    private static final int FIVE_DECIMALS = 0x50;
    private static final int MINUTES_A_DAY = 1440;
    private static final Instant SET = Instant.parse("2024-04-01T00:00:00Z");

    /** After provider, event and calendar: what a meter comes with, the same every day of the year. */
    private static final List<String> AS_MADE = List.of("", "0101000100000001", "0101010101010101", "00017C0101FF01");

    private static final int[] EVENTS = {
        0x810D, 0x810E, 0x8119, 0x8145, 0x8154, 0x8155, 0x8161, 0x8162, 0x8168, 0x8180, 0x8181, 0x8182, 0x8183, 0x8184,
        0x8185, 0x8187, 0x8189, 0x818A, 0x8191, 0x8192, 0x819D, 0x819E, 0x819F, 0x81A0, 0x81A1, 0x81A2, 0x81A3, 0x81A4,
        0x81A5, 0x81A6, 0x81A7, 0x81A8, 0x81A9, 0x81AA, 0x81AB, 0x81AC, 0x81BD, 0x81BE, 0x81BF, 0x81C0, 0x81C2, 0x81C4,
        0x81C5, 0x81C6
    };

    private final Gsme gsme;

    GasCalendars(Gsme gsme) {
        this.gsme = gsme;
    }

    /** The calendar's parts as they were published to the meter. */
    List<GasAnswer> publish(Component asked) {
        int command = asked.command();
        OctetReader reader = new OctetReader(asked.content().bytes());
        reader.take(4, "the provider");
        boolean special = command == 4;
        if (special) {
            reader.take(6, "start, number and type");
        }
        boolean friendly = reader.littleEndian(4, "the calendar") == FRIENDLY;
        String prefix = "gas.%s.0707.%02X".formatted(friendly ? "friendly" : "tariff", command);
        List<GasAnswer> kept = gsme.memory.names(prefix).stream()
                .map(name -> gsme.memory.octets(name))
                .filter(content -> content != null)
                .map(content -> new GasAnswer(GasAnswer.QUIET, command, content))
                .toList();
        if (!kept.isEmpty()) {
            return kept;
        }
        return friendly || special
                ? List.of(GasAnswer.notFound())
                : List.of(new GasAnswer(GasAnswer.QUIET, command, asMade(command)));
    }

    private static Octets asMade(int command) {
        long event = DlmsTime.secondsSince2000(SET);
        return new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(event, 4)
                .littleEndian(event, 4)
                .put(Octets.ofHex(AS_MADE.get(command)))
                .toOctets();
    }

    GasAnswer billingPeriod() {
        Octets kept = gsme.kept.content(Gsme.PRICE, 0x09);
        Octets content = kept != null
                ? kept
                : new OctetWriter()
                        .littleEndian(0, 4)
                        .littleEndian(DlmsTime.secondsSince2000(SET), 4)
                        .littleEndian(DlmsTime.secondsSince2000(SET), 4)
                        .littleEndian(1, 3)
                        .u8(0x23)
                        .u8(0)
                        .toOctets();
        return new GasAnswer(GasAnswer.FROM_SERVER, 0x09, content);
    }

    GasAnswer currentPrice(Instant now) {
        Octets content = new OctetWriter()
                .littleEndian(0, 4)
                .u8(0)
                .littleEndian(DlmsTime.secondsSince2000(SET), 4)
                .littleEndian(DlmsTime.secondsSince2000(now), 4)
                .u8(1)
                .littleEndian(POUND, 2)
                .u8(FIVE_DECIMALS | 1)
                .u8(0x41)
                .littleEndian(0, 4)
                .littleEndian(MINUTES_A_DAY, 2)
                .littleEndian(gsme.prices.current(now), 4)
                .toOctets();
        return new GasAnswer(GasAnswer.QUIET, 0x00, content);
    }

    GasAnswer events() {
        OctetWriter writer = new OctetWriter().u8(0).u8(1);
        for (int event : EVENTS) {
            writer.littleEndian(event, 2).u8((int) gsme.memory.number("gas.event." + event, 3));
        }
        return new GasAnswer(GasAnswer.FROM_CLIENT, 0x04, writer.toOctets());
    }
}
