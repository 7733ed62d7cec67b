package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Octets;

/** What gas meters and proxies are asked and answer, as trees. */
final class GbzTree {

    static final String KIND = "gbz";

    private GbzTree() {}

    static ObjectNode of(GbcsMessage message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", KIND);
        ArrayNode components = node.putArray("components");
        List<Component> all = Gbz.parse(message.payload()).components();
        for (Component component : all) {
            ObjectNode each = ComponentTree.of(all, component);
            components.add(each);
            if (component.isSealed()) {
                ComponentTree.holds(message.messageCode(), component, each);
            }
        }
        return node;
    }

    static Octets read(RequestPath payload) {
        List<Component> components = new ArrayList<>();
        payload.at("components").elements().forEach(each -> components.add(ComponentTree.read(each)));
        return new Gbz(components).encode();
    }
}
