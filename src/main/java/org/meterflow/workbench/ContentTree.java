package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.Clusters;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;
import org.meterflow.gbcs.ZclLayout;
import org.meterflow.gbcs.ZclStatus;

/** What a cluster message holds: fields of its own command, or what is the same in every cluster; else its bytes. */
final class ContentTree {

    private static final int CLUSTER_SPECIFIC = 0x01;

    private ContentTree() {}

    static boolean isClusterSpecific(int frameControl) {
        return (frameControl & 0x03) == CLUSTER_SPECIFIC;
    }

    /** In the first form that gives the same bytes back; a command nobody knows, in its bytes. */
    static void put(Component component, ObjectNode node) {
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
                    node.put("status", "%02X".formatted(content.at(1)))
                            .put("meaning", ZclStatus.meaning(content.at(1)));
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

    static Octets read(RequestPath place, int cluster, int frameControl, int command) {
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
