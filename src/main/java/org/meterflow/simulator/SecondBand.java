package org.meterflow.simulator;

import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** A hub's second radio band: how it is configured, the scan for a better channel, and the log of both. */
final class SecondBand {

    private static final String CONFIGURATION = "1 0-0:94.44.10.0 2";
    private static final String LOG = "log.second-band";
    private static final int KEPT = 100;
    private static final int CHANGED = 0x0113;
    private static final int CHANGED_ALERT = 0x8F2A;
    private static final int SCANNED = 0x0112;
    private static final int SCANNED_ALERT = 0x8F28;

    private static final DlmsData SHAPE = DlmsData.structure(
            Shapes.BITS,
            Shapes.BITS,
            Shapes.BITS,
            Shapes.BITS,
            Shapes.U16,
            Shapes.U16,
            Shapes.U8,
            Shapes.U16,
            Shapes.U8,
            Shapes.U8,
            Shapes.U16,
            Shapes.U8,
            Shapes.U16,
            Shapes.U16,
            Shapes.U16);
    private static final DlmsData AS_MADE = DlmsData.structure(
            bits("E0000006"),
            bits("E8000006"),
            bits("F0000006"),
            bits("F8000006"),
            DlmsData.u16(130),
            DlmsData.u16(220),
            DlmsData.u8(5),
            DlmsData.u16(7),
            DlmsData.u8(7),
            DlmsData.u8(12),
            DlmsData.u16(6000),
            DlmsData.u8(130),
            DlmsData.u16(100),
            DlmsData.u16(4000),
            DlmsData.u16(3000));

    private SecondBand() {}

    private static DlmsData bits(String hex) {
        return new DlmsData.BitString(32, Octets.ofHex(hex));
    }

    static void addTo(ObjectModel<Chf> model) {
        model.kept(CONFIGURATION, SHAPE, (chf, now) -> AS_MADE);
        model.written(CONFIGURATION, SHAPE, (chf, value, task) -> {
            chf.memory.put(CONFIGURATION, value);
            note(chf.memory, CHANGED, CHANGED_ALERT, value, task);
            return DlmsResponse.SUCCESS;
        });
        model.written("1 0-0:94.44.10.1 2", Shapes.U8, (chf, value, task) -> {
            DlmsData channels = DlmsData.structure(Shapes.octets("00"), Shapes.octets("00"));
            note(chf.memory, SCANNED, SCANNED_ALERT, channels, task);
            return DlmsResponse.SUCCESS;
        });
        model.computed("1 0-0:94.44.10.2 2", (chf, now) -> bits("00000004"));
        model.log(
                "7 0-0:94.44.10.3 2",
                (chf, from, to, now) -> Shapes.rows(
                        new EventLog(chf.memory, LOG)
                                .between(from, to).stream()
                                        .map(entry -> DlmsData.structure(
                                                DlmsData.u32(DlmsTime.secondsSince2000(entry.at())),
                                                DlmsData.u16(entry.code()),
                                                DlmsData.octets(Octets.NONE)))
                                        .toList(),
                        Shapes.NUMBER,
                        Shapes.CODE,
                        Shapes.BYTES));
    }

    private static void note(Memory memory, int messageCode, int alertCode, DlmsData what, Task task) {
        memory.append(LOG, task.now().getEpochSecond() + "," + alertCode + ",", KEPT);
        task.alerts().say(Announcement.dlms(messageCode, alertCode, RemoteParty.ACCESS_CONTROL_BROKER, false, what));
    }
}
