package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.GbzAlert;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.NamedValues;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Unsealing;

/** What gas meters and proxies say unasked, as trees. What follows the alert takes one of four forms. */
final class GasAlertTree {

    static final String KIND = "gbz-alert";

    private static final int EFFECT_LENGTH = 14;

    private GasAlertTree() {}

    static ObjectNode of(GbcsMessage message) {
        GbzAlert alert = GbzAlert.parse(message.payload());
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", KIND);
        AlertNames.explain(alert.code(), node);
        node.put("time", alert.time()).put("timeText", Readable.since2000(alert.time()));
        Octets content = alert.content();
        if (content != null) {
            node.set("content", content(message.messageCode(), content));
        }
        try {
            NamesBeside.list(NamedValues.of(message, Unsealing.NONE).children(), node.putArray("named"));
        } catch (MalformedGbcs sealedOrUnknown) {
            node.remove("named");
        }
        return node;
    }

    private static ObjectNode content(int messageCode, Octets content) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (content.length() == EFFECT_LENGTH + 1 && content.at(0) == EFFECT_LENGTH) {
            return effect(content, node);
        }
        if (content.length() == 2) {
            return node.put("cause", "%02X%02X".formatted(content.at(0), content.at(1)));
        }
        Component component = component(content);
        if (component != null) {
            ObjectNode tree = ComponentTree.of(component);
            if (component.isSealed()) {
                ComponentTree.holds(messageCode, component, tree);
            }
            node.set("component", tree);
            return node;
        }
        DlmsData data = data(content);
        if (data != null) {
            node.set("data", DataTree.of(data));
            return node;
        }
        return node.put("hex", content.hex());
    }

    /** Which command, sent before for this moment, took effect now or failed to. */
    private static ObjectNode effect(Octets content, ObjectNode node) {
        OctetReader reader = new OctetReader(content.bytes());
        reader.u8("the length");
        ObjectNode effect = node.putObject("command");
        effect.put("messageCode", "%04X".formatted(reader.u16("the message code")));
        effect.put("originatorCounter", Long.toUnsignedString(reader.i64("the counter")));
        effect.put("cluster", "%04X".formatted(reader.u16("the cluster")));
        effect.put("frameControl", "%02X".formatted(reader.u8("the frame control")));
        effect.put("command", "%02X".formatted(reader.u8("the command")));
        return node;
    }

    private static @Nullable Component component(Octets content) {
        try {
            return GbzAlert.component(content);
        } catch (MalformedGbcs another) {
            return null;
        }
    }

    private static @Nullable DlmsData data(Octets content) {
        try {
            return DlmsData.parse(content);
        } catch (MalformedGbcs another) {
            return null;
        }
    }

    static Octets read(RequestPath payload) {
        RequestPath content = payload.find("content");
        return new GbzAlert(
                        payload.at("alertCode").hexNumber(4),
                        payload.at("time").number(32, false),
                        content == null ? null : readContent(content))
                .encode();
    }

    private static Octets readContent(RequestPath content) {
        RequestPath command = content.find("command");
        if (command != null) {
            return new OctetWriter()
                    .u8(EFFECT_LENGTH)
                    .u16(command.at("messageCode").hexNumber(4))
                    .i64(command.at("originatorCounter").number(64, false))
                    .u16(command.at("cluster").hexNumber(4))
                    .u8(command.at("frameControl").hexNumber(2))
                    .u8(command.at("command").hexNumber(2))
                    .toOctets();
        }
        RequestPath cause = content.find("cause");
        if (cause != null) {
            return new OctetWriter().u16(cause.hexNumber(4)).toOctets();
        }
        RequestPath component = content.find("component");
        if (component != null) {
            return GbzAlert.content(ComponentTree.read(component));
        }
        RequestPath data = content.find("data");
        return data == null ? content.at("hex").octets() : DataTree.read(data).encode();
    }
}
