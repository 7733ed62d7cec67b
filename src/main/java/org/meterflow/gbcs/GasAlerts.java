package org.meterflow.gbcs;

import java.util.List;
import org.meterflow.gbcs.Gbz.Component;

/** What alerts of gas meters and proxies say after their code and time, under names. */
final class GasAlerts {

    private static final int EFFECT = 0x0E;
    private static final int EFFECT_LENGTH = 15;
    private static final int HASH_TAG = 0x09;

    private GasAlerts() {}

    /** What follows an alert's code and time; empty when nothing does. */
    static List<NamedValue> of(Octets payload, Unsealing unsealing) {
        Octets content = GbzAlert.parse(payload).content();
        if (content == null || content.isEmpty()) {
            return List.of();
        }
        if (content.length() == EFFECT_LENGTH && content.at(0) == EFFECT) {
            return effect(new OctetReader(content.shared()));
        }
        if (content.length() == 2) {
            return List.of(NamedValue.of("Cause", content.hex()));
        }
        if (content.at(0) == HASH_TAG) {
            OctetReader reader = new OctetReader(content.shared());
            reader.u8("a tag");
            return List.of(NamedValue.of(
                    "Firmware hash",
                    reader.octets(reader.berLength("a hash"), "a hash").hex()));
        }
        Component component = GbzAlert.component(content).opened(unsealing);
        return List.of(new GasValues(List.of(component)).item(component).value());
    }

    private static List<NamedValue> effect(OctetReader reader) {
        reader.u8("the length");
        int code = reader.u16("a message code");
        String counter = Long.toUnsignedString(reader.i64("a counter"));
        int cluster = reader.u16("a cluster");
        int frameControl = reader.u8("a frame control");
        int command = reader.u8("a command");
        return List.of(
                NamedValue.of("Message code", "%04X".formatted(code)),
                NamedValue.of("Originator counter", counter),
                NamedValue.of("Command", GasValues.commandName(cluster, frameControl, command)));
    }
}
