package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.Octets;

/** What people see in runs of bytes: words, times and names of objects. It stands beside the bytes, never for them. */
final class Readable {

    private Readable() {}

    static void explain(Octets octets, ObjectNode node) {
        String time = octets.length() == 12 ? dateTime(octets) : null;
        String text = printable(octets);
        if (time != null) {
            node.put("time", time);
        } else if (text != null) {
            node.put("text", text);
        } else if (octets.length() == 6) {
            node.put("obis", new Obis(octets).toString());
        }
    }

    /** @return null when the bytes are not all printable ASCII, or there are none */
    static @Nullable String printable(Octets octets) {
        for (int i = 0; i < octets.length(); i++) {
            if (octets.at(i) < 0x20 || octets.at(i) > 0x7E) {
                return null;
            }
        }
        return octets.isEmpty() ? null : new String(octets.bytes(), StandardCharsets.US_ASCII);
    }

    /** @return null when a text of this encoding would not come back as the same bytes */
    static @Nullable String text(Octets octets, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(octets.bytes())).toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }

    /** @return null for a date-time with parts left open, other than "now" and "never" */
    static @Nullable String dateTime(Octets octets) {
        if (octets.equals(DlmsTime.NOW)) {
            return "now";
        }
        if (octets.equals(DlmsTime.NEVER)) {
            return "never";
        }
        Instant time = DlmsTime.instant(octets);
        return time == null ? null : time.toString();
    }

    /** "Never" has two forms, one of them where the other would end a calendar. */
    static String since2000(long seconds) {
        return seconds == 0
                ? "now"
                : seconds >= 0xFFFFFFFEL ? "never" : DlmsTime.since2000(seconds).toString();
    }
}
