package org.meterflow.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** What was used in one interval after the other: half hours, days, and the six minutes a network operator asks for. */
final class GasSamples {

    /** Where the moment is kept since which six minutes are sampled. */
    static final String NETWORK_DATA_SINCE = "gas.sampling-since";

    private static final int MONTHS_KEPT = 13;
    private static final int HALF_HOUR = 1800;
    private static final int DAY = 86_400;
    private static final int SIX_MINUTES = 360;
    private static final int NETWORK_DATA_CODE = 0x0079;

    private final Gsme gsme;

    GasSamples(Gsme gsme) {
        this.gsme = gsme;
    }

    GasAnswer publish(Octets asked, Task task) {
        OctetReader reader = new OctetReader(asked.bytes());
        int id = (int) reader.littleEndian(2, "which samples");
        Instant from = gsme.sinceTenancy(DlmsTime.since2000(reader.littleEndian(4, "the first sample's time")));
        reader.u8("the samples' type");
        int count = (int) reader.littleEndian(2, "how many samples");
        int interval = id == 0 ? HALF_HOUR : id == 1 ? DAY : SIX_MINUTES;
        Instant since = gsme.memory.time(NETWORK_DATA_SINCE);
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
}
