package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsPlaces.Asked;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.ObjectNames;

/** One item of what an electricity meter or hub is asked, as a tree. */
final class ItemTree {

    private ItemTree() {}

    static ObjectNode of(Item item, Asked asked) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        DlmsData selection = item.selection();
        node.put("verb", (selection == null ? item.verb() : Verb.GET).name());
        node.put("class", item.classId());
        node.put("obis", item.object().toString());
        node.put(item.verb() == Verb.ACTION ? "method" : "attribute", item.member());
        node.put("name", asked.name());
        ObjectNames.of(item.object()).ifPresent(name -> node.put("object", name));
        if (!asked.unit().isEmpty()) {
            node.put("unit", asked.unit());
        }
        if (selection != null) {
            node.putObject("selection")
                    .put("selector", item.selector())
                    .set("data", DataTree.of(selection, asked.selected()));
        }
        if (!item.data().equals(DlmsData.NULL)) {
            node.set("data", DataTree.of(item.data(), asked.told()));
        }
        return node;
    }

    static Item read(RequestPath place) {
        Verb verb = verb(place.at("verb"));
        RequestPath selection = place.find("selection");
        return new Item(
                selection == null ? verb : Verb.SELECT,
                place.at("class").number(0, 0xFFFF),
                Obis.of(place.at("obis").text()),
                place.at(verb == Verb.ACTION ? "method" : "attribute").number(0, 0xFF),
                selection == null ? 0 : selection.at("selector").number(0, 0xFF),
                selection == null ? null : DataTree.read(selection.at("data")),
                data(place));
    }

    static Verb verb(RequestPath place) {
        try {
            return Verb.valueOf(place.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw place.expected("GET, SET or ACTION");
        }
    }

    static DlmsData data(RequestPath place) {
        RequestPath data = place.find("data");
        return data == null ? DlmsData.NULL : DataTree.read(data);
    }
}
