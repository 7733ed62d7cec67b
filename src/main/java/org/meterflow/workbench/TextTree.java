package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.meterflow.gbcs.DlmsData.Text;
import org.meterflow.gbcs.DlmsType.TextType;
import org.meterflow.gbcs.Octets;

/** Strings of bytes as trees: in hex, or as the text that they are. */
final class TextTree {

    private static final String VALUE = "value";

    private TextTree() {}

    static void put(Text text, ObjectNode node) {
        if (text.type() == TextType.OCTETS) {
            Readable.explain(text.octets(), node.put(VALUE, text.octets().hex()));
            return;
        }
        String readable = Readable.text(text.octets(), charset(text.type()));
        node.put(
                readable == null ? "hex" : VALUE,
                readable == null ? text.octets().hex() : readable);
    }

    private static Charset charset(TextType type) {
        return type == TextType.UTF8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    }

    static Octets read(RequestPath place, TextType type) {
        RequestPath hex = place.find("hex");
        if (hex != null) {
            return hex.octets();
        }
        return type == TextType.OCTETS
                ? place.at(VALUE).octets()
                : Octets.of(place.at(VALUE).text().getBytes(charset(type)));
    }
}
