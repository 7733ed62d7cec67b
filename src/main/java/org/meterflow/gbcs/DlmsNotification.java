package org.meterflow.gbcs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an electricity meter or a hub says unasked (data-notification): an alert code, its time, and more. */
public record DlmsNotification(long invokeId, DlmsData content) {

    static final int TAG = 0x0F;

    public static DlmsNotification alert(long counter, int alertCode, Instant at) {
        return new DlmsNotification(
                DlmsRequest.invokeId(counter),
                DlmsData.structure(DlmsData.u16(alertCode), DlmsData.octets(DlmsTime.encode(at))));
    }

    public static DlmsNotification parse(Octets payload) {
        OctetReader reader = new OctetReader(payload.shared());
        reader.expect(TAG, "a notification");
        long invokeId = reader.u32("the invoke id");
        reader.expect(0, "no date-time");
        DlmsData content = DlmsCodec.read(reader);
        reader.expectEnd("the notification");
        return new DlmsNotification(invokeId, content);
    }

    public Octets encode() {
        OctetWriter writer = new OctetWriter().u8(TAG).u32(invokeId).u8(0);
        DlmsCodec.write(content, writer);
        return writer.toOctets();
    }

    public int alertCode() {
        return (int) content.at(0).number();
    }

    public @Nullable Instant at() {
        return DlmsTime.instant(content.at(1).text());
    }
}
