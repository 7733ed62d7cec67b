package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Octets;

/** Event and security logs as electricity meters and hubs tell them. */
final class Books {

    /** The log was cleared, which the log itself says. */
    static final int CLEARED = 0x8F52;

    private Books() {}

    static DlmsData events(Memory memory, Instant from, Instant to) {
        return Shapes.rows(
                new EventLog(memory, EventLog.EVENTS)
                        .between(from, to).stream()
                                .map(entry -> DlmsData.structure(
                                        DlmsData.u32(DlmsTime.secondsSince2000(entry.at())),
                                        DlmsData.u16(entry.code()),
                                        DlmsData.octets(Octets.ofHex(entry.more(0)))))
                                .toList(),
                Shapes.NUMBER,
                Shapes.CODE,
                Shapes.BYTES);
    }

    static DlmsData security(Memory memory, Instant from, Instant to) {
        return Shapes.rows(
                new EventLog(memory, EventLog.SECURITY)
                        .between(from, to).stream()
                                .map(entry -> DlmsData.structure(
                                        DlmsData.u32(DlmsTime.secondsSince2000(entry.at())),
                                        DlmsData.u16(entry.code())))
                                .toList(),
                Shapes.NUMBER,
                Shapes.CODE);
    }
}
