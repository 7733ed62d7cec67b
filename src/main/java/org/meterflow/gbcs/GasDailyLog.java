package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.DailyRead;
import org.meterflow.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.gbcs.MeterAnswer.Failed;

/** The daily log of a gas meter or proxy: one snapshot a day. */
final class GasDailyLog {

    /** Gas registers count in thousandths of a cubic metre wherever the message does not say (SMETS2 4.6.5.5). */
    private static final int VOLUME_SCALE = 3;

    private static final int BLOCKS_AND_TIMES_SNAPSHOT = 6;

    private GasDailyLog() {}

    static MeterAnswer read(Octets payload, Unsealing unsealing) {
        List<DailyRead> reads = new ArrayList<>();
        List<Component> components = Gbz.parse(payload).components();
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i).opened(unsealing);
            if (!component.isDefaultResponse()) {
                reads.add(snapshot(component));
            } else if (component.status() != Zcl.NOT_FOUND) {
                return new Failed(component.status(), i, ZclStatus.meaning(component.status()));
            }
        }
        return new DailyReadLog(reads);
    }

    private static DailyRead snapshot(Component component) {
        OctetReader reader = new OctetReader(component.content().shared());
        reader.u32("a snapshot's id");
        long at = reader.littleEndian(4, "a snapshot's time");
        reader.take(3, "a snapshot's numbering");
        reader.u32("a snapshot's cause");
        int type = reader.u8("a snapshot's type");
        if (type != BLOCKS_AND_TIMES_SNAPSHOT) {
            throw new MalformedGbcs("A snapshot of type %02X is not one of a daily log".formatted(type));
        }
        BigDecimal register = volume(reader);
        List<BigDecimal> byTime = volumes(reader, reader.u8("the number of periods"));
        List<BigDecimal> byBlock = volumes(reader, reader.u8("the number of blocks") & 0x0F);
        reader.expectEnd("the snapshot");
        return new DailyRead(DlmsTime.since2000(at), register, byTime, byBlock);
    }

    private static List<BigDecimal> volumes(OctetReader reader, int count) {
        List<BigDecimal> volumes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            volumes.add(volume(reader));
        }
        return volumes;
    }

    private static BigDecimal volume(OctetReader reader) {
        return BigDecimal.valueOf(reader.littleEndian(6, "a register"), VOLUME_SCALE);
    }
}
