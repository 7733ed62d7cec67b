package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.Clusters;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.NamedValue;
import org.meterflow.gbcs.NamedValues;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;
import org.meterflow.gbcs.ZclLayout;

/** What gas meters and proxies are asked and answer, as trees. */
final class GbzTree {

    static final String KIND = "gbz";

    private static final int CLUSTER_SPECIFIC = 0x01;

    private GbzTree() {}

    static ObjectNode of(GbcsMessage message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", KIND);
        ArrayNode components = node.putArray("components");
        List<Component> all = Gbz.parse(message.payload()).components();
        for (Component component : all) {
            ObjectNode each = of(all, component);
            components.add(each);
            if (component.isSealed()) {
                holds(message.messageCode(), component, each);
            }
        }
        return node;
    }

    /** The names of what is sealed in a component. */
    static void holds(int messageCode, Component component, ObjectNode node) {
        List<String> names = NamedValues.inClosed(messageCode, component);
        if (!names.isEmpty()) {
            names.forEach(node.putArray("holds")::add);
        }
    }

    static ObjectNode of(Component component) {
        return of(List.of(component), component);
    }

    /** @param all that came with it, of which others may say how its numbers are to be read */
    static ObjectNode of(List<Component> all, Component component) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("cluster", "%04X".formatted(component.cluster()));
        Clusters.name(component.cluster()).ifPresent(name -> node.put("clusterName", name));
        Long from = component.from();
        if (from != null) {
            node.put("from", from).put("fromText", Readable.since2000(from));
        }
        node.put("frameControl", "%02X".formatted(component.frameControl()));
        node.put("sequence", component.sequence());
        node.put("command", "%02X".formatted(component.command()));
        node.put("commandName", commandName(component));
        Integer frameCounter = component.frameCounter();
        if (frameCounter == null) {
            content(component, node);
            name(all, component, node);
        } else {
            node.put("frameCounter", frameCounter);
            node.put("encrypted", component.content().hex());
        }
        return node;
    }

    /** Attributes carry their readings themselves; the fields of a command have theirs in a list beside them. */
    private static void name(List<Component> all, Component component, ObjectNode node) {
        NamedValue named;
        try {
            named = NamedValues.ofComponent(all, component);
        } catch (MalformedGbcs anotherForm) {
            return;
        }
        List<NamedValue> parts = named.children();
        JsonNode attributes = node.path("attributes");
        if (node.has("fields")) {
            NamesBeside.list(parts, node.putArray("named"));
        } else if (node.has("status")) {
            node.put("answeredCommandName", named.name());
        } else if (attributes.size() == parts.size()) {
            for (int i = 0; i < parts.size(); i++) {
                ObjectNode attribute = (ObjectNode) attributes.get(i);
                if (attribute.has("value")) {
                    NamesBeside.reading(parts.get(i), attribute);
                }
            }
        }
    }

    private static String commandName(Component component) {
        if (isClusterSpecific(component.frameControl())) {
            return Clusters.command(component.cluster(), component.frameControl(), component.command())
                    .map(Clusters.Command::name)
                    .orElse("unknown");
        }
        return switch (component.command()) {
            case Zcl.READ_ATTRIBUTES -> "ReadAttributes";
            case Zcl.READ_ATTRIBUTES_RESPONSE -> "ReadAttributesResponse";
            case Zcl.DEFAULT_RESPONSE -> "DefaultResponse";
            default -> "unknown";
        };
    }

    private static boolean isClusterSpecific(int frameControl) {
        return (frameControl & 0x03) == CLUSTER_SPECIFIC;
    }

    /** In the first form that gives the same bytes back; a command nobody knows, in its bytes. */
    private static void content(Component component, ObjectNode node) {
        if (isClusterSpecific(component.frameControl())) {
            for (ZclLayout layout : layouts(component.cluster(), component.frameControl(), component.command())) {
                try {
                    node.set("fields", ZclTree.of(layout, component.content()));
                    return;
                } catch (MalformedGbcs anotherForm) {
                    node.remove("fields");
                }
            }
        } else if (profileWide(component, node)) {
            return;
        }
        node.put("content", component.content().hex());
    }

    private static List<ZclLayout> layouts(int cluster, int frameControl, int command) {
        return Clusters.command(cluster, frameControl, command)
                .map(Clusters.Command::layouts)
                .orElse(List.of());
    }

    private static boolean profileWide(Component component, ObjectNode node) {
        Octets content = component.content();
        try {
            switch (component.command()) {
                case Zcl.READ_ATTRIBUTES -> AttributeTree.ids(component.cluster(), content, node);
                case Zcl.READ_ATTRIBUTES_RESPONSE -> AttributeTree.values(component.cluster(), content, node);
                case Zcl.DEFAULT_RESPONSE -> {
                    if (content.length() != 2) {
                        return false;
                    }
                    node.put("answeredCommand", "%02X".formatted(content.at(0)));
                    node.put("status", "%02X".formatted(content.at(1))).put("meaning", Zcl.meaning(content.at(1)));
                }
                default -> {
                    return false;
                }
            }
            return true;
        } catch (MalformedGbcs anotherForm) {
            node.remove("attributes");
            return false;
        }
    }

    static Octets read(RequestPath payload) {
        List<Component> components = new ArrayList<>();
        payload.at("components").elements().forEach(each -> components.add(readComponent(each)));
        return new Gbz(components).encode();
    }

    static Component readComponent(RequestPath place) {
        RequestPath from = place.find("from");
        RequestPath encrypted = place.find("encrypted");
        int cluster = place.at("cluster").hexNumber(4);
        int frameControl = place.at("frameControl").hexNumber(2);
        int command = place.at("command").hexNumber(2);
        return new Component(
                cluster,
                from == null ? null : from.number(32, false),
                encrypted == null ? null : place.at("frameCounter").number(0, 0xFFFF),
                frameControl,
                place.at("sequence").number(0, 0xFF),
                command,
                encrypted == null ? readContent(place, cluster, frameControl, command) : encrypted.octets());
    }

    private static Octets readContent(RequestPath place, int cluster, int frameControl, int command) {
        RequestPath content = place.find("content");
        if (content != null) {
            return content.octets();
        }
        if (isClusterSpecific(frameControl)) {
            return readFields(place.at("fields"), layouts(cluster, frameControl, command));
        }
        if (command == Zcl.DEFAULT_RESPONSE) {
            return new OctetWriter()
                    .u8(place.at("answeredCommand").hexNumber(2))
                    .u8(place.at("status").hexNumber(2))
                    .toOctets();
        }
        if (command == Zcl.READ_ATTRIBUTES) {
            OctetWriter ids = new OctetWriter();
            place.at("attributes").elements().forEach(each -> ids.littleEndian(AttributeTree.id(each), 2));
            return ids.toOctets();
        }
        if (command == Zcl.READ_ATTRIBUTES_RESPONSE) {
            List<Attribute> attributes = new ArrayList<>();
            place.at("attributes").elements().forEach(each -> attributes.add(AttributeTree.read(each)));
            return Zcl.encode(attributes);
        }
        throw new Refused(place.path() + " has a command whose content can only be given in hex, as 'content'");
    }

    private static Octets readFields(RequestPath fields, List<ZclLayout> layouts) {
        IllegalArgumentException last = new Refused(fields.path() + " belongs to no command that is known");
        for (ZclLayout layout : layouts) {
            if (layouts.stream().anyMatch(other -> saysMore(fields, other, layout))) {
                continue;
            }
            try {
                Octets content = ZclTree.write(layout, fields);
                ZclTree.of(layout, content);
                return content;
            } catch (IllegalArgumentException anotherForm) {
                last = anotherForm;
            }
        }
        throw last;
    }

    /** Whether a field that this layout lacks and the other has was given. */
    private static boolean saysMore(RequestPath fields, ZclLayout other, ZclLayout layout) {
        return other.parts().stream()
                .map(ZclLayout.Part::name)
                .filter(name -> fields.find(name) != null)
                .anyMatch(name ->
                        layout.parts().stream().noneMatch(part -> part.name().equals(name)));
    }
}
