package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.Array;
import org.meterflow.gbcs.DlmsData.BitString;
import org.meterflow.gbcs.DlmsData.Bool;
import org.meterflow.gbcs.DlmsData.CompactArray;
import org.meterflow.gbcs.DlmsData.Fixed;
import org.meterflow.gbcs.DlmsData.Numeric;
import org.meterflow.gbcs.DlmsData.Structure;
import org.meterflow.gbcs.DlmsData.Text;
import org.meterflow.gbcs.DlmsType.FixedType;
import org.meterflow.gbcs.DlmsType.NumericType;
import org.meterflow.gbcs.DlmsType.TextType;
import org.meterflow.gbcs.NamedValue;

/** Values of electricity meters as trees: each says its type and its value, and beside it what a person sees in it. */
final class DataTree {

    private static final String TYPE = "type";
    private static final String VALUE = "value";

    private DataTree() {}

    static ObjectNode of(DlmsData data) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (data instanceof Array array) {
            node.put(TYPE, "array").set(VALUE, many(array.elements()));
        } else if (data instanceof Structure structure) {
            node.put(TYPE, "structure").set(VALUE, many(structure.elements()));
        } else if (data instanceof CompactArray compact) {
            node.put(TYPE, "compact-array").set("row", ShapeTree.of(compact.shape()));
            node.set("rows", rows(compact.rows()));
        } else if (data instanceof Numeric numeric) {
            number(numeric, node.put(TYPE, DataTypes.name(numeric.type())));
        } else if (data instanceof Text text) {
            TextTree.put(text, node.put(TYPE, DataTypes.name(text.type())));
        } else if (data instanceof Fixed fixed) {
            node.put(TYPE, DataTypes.name(fixed.type()))
                    .put(VALUE, fixed.octets().hex());
            Readable.explain(fixed.octets(), node);
        } else if (data instanceof Bool bool) {
            bool(bool, node.put(TYPE, "boolean"));
        } else if (data instanceof BitString bits) {
            BitTree.put(bits, node.put(TYPE, "bits"));
        } else {
            node.put(TYPE, "null");
        }
        return node;
    }

    /** With names beside the values, place by place. */
    static ObjectNode of(DlmsData data, NamedValue named) {
        ObjectNode node = of(data);
        name(named, node);
        return node;
    }

    private static void name(NamedValue named, ObjectNode node) {
        NamesBeside.put(named, node);
        JsonNode parts = node.has("rows") ? node.get("rows") : node.path(VALUE);
        if (parts.isArray() && parts.size() == named.children().size()) {
            for (int i = 0; i < parts.size(); i++) {
                name(named.children().get(i), (ObjectNode) parts.get(i));
            }
        }
    }

    private static ArrayNode many(List<DlmsData> elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> array.add(of(element)));
        return array;
    }

    /** The rows of logs begin with their time. */
    private static ArrayNode rows(List<DlmsData> rows) {
        ArrayNode nodes = many(rows);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Structure row
                    && row.elements().get(0) instanceof Numeric first
                    && first.type() == NumericType.U32) {
                ((ObjectNode) nodes.get(i).get(VALUE).get(0)).put("time", Readable.since2000(first.value()));
            }
        }
        return nodes;
    }

    private static void number(Numeric numeric, ObjectNode node) {
        if (numeric.type().bits() < 64) {
            node.put(VALUE, numeric.value());
        } else if (numeric.type().isSigned()) {
            node.put(VALUE, Long.toString(numeric.value()));
        } else {
            node.put(VALUE, Long.toUnsignedString(numeric.value()));
        }
    }

    private static void bool(Bool bool, ObjectNode node) {
        node.put(VALUE, bool.isTrue());
        if (bool.octet() != 0 && bool.octet() != 0xFF) {
            node.put("octet", bool.octet());
        }
    }

    static DlmsData read(RequestPath place) {
        String type = place.at(TYPE).text();
        NumericType numeric = DataTypes.NUMERIC.get(type);
        if (numeric != null) {
            return new Numeric(numeric, place.at(VALUE).number(numeric.bits(), numeric.isSigned()));
        }
        TextType text = DataTypes.TEXT.get(type);
        if (text != null) {
            return new Text(text, TextTree.read(place, text));
        }
        FixedType fixed = DataTypes.FIXED.get(type);
        if (fixed != null) {
            return new Fixed(fixed, place.at(VALUE).octets());
        }
        return switch (type) {
            case "null" -> DlmsData.NULL;
            case "array" -> new Array(readMany(place.at(VALUE)));
            case "structure" -> new Structure(readMany(place.at(VALUE)));
            case "compact-array" -> new CompactArray(ShapeTree.read(place.at("row")), readMany(place.at("rows")));
            case "boolean" -> readBool(place);
            case "bits" -> BitTree.read(place);
            default -> throw place.at(TYPE).expected("a type of value, such as u32, octets or structure");
        };
    }

    private static List<DlmsData> readMany(RequestPath place) {
        List<DlmsData> elements = new ArrayList<>();
        place.elements().forEach(element -> elements.add(read(element)));
        return elements;
    }

    private static Bool readBool(RequestPath place) {
        RequestPath octet = place.find("octet");
        boolean value = place.at(VALUE).flag();
        return octet == null ? DlmsData.bool(value) : new Bool(octet.number(0, 0xFF));
    }
}
