package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.meterflow.gbcs.Clusters;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.NamedValue;
import org.meterflow.gbcs.NamedValues;
import org.meterflow.gbcs.Zcl;

/** One component of a gas message as a tree: its cluster, its command, and what the command holds. */
final class ComponentTree {

    private ComponentTree() {}

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
            ContentTree.put(component, node);
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
        if (ContentTree.isClusterSpecific(component.frameControl())) {
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

    /** The names of what is sealed in a component. */
    static void holds(int messageCode, Component component, ObjectNode node) {
        List<String> names = NamedValues.inClosed(messageCode, component);
        if (!names.isEmpty()) {
            names.forEach(node.putArray("holds")::add);
        }
    }

    static Component read(RequestPath place) {
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
                encrypted == null ? ContentTree.read(place, cluster, frameControl, command) : encrypted.octets());
    }
}
