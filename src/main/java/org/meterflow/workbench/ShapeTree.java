package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsType.FixedType;
import org.meterflow.gbcs.DlmsType.NumericType;
import org.meterflow.gbcs.DlmsType.TextType;

/** What the rows of a compact array look like: a type's name, a list of shapes, or {@code {"count", "of"}}. */
final class ShapeTree {

    private static final Map<Integer, String> NAMES = new HashMap<>();
    private static final Map<String, Integer> TAGS = new HashMap<>();

    static {
        for (NumericType type : NumericType.values()) {
            NAMES.put(type.tag(), DataTypes.name(type));
        }
        for (TextType type : TextType.values()) {
            NAMES.put(type.tag(), DataTypes.name(type));
        }
        for (FixedType type : FixedType.values()) {
            NAMES.put(type.tag(), DataTypes.name(type));
        }
        NAMES.put(0x03, "boolean");
        NAMES.put(0x04, "bits");
        NAMES.forEach((tag, name) -> TAGS.put(name, tag));
    }

    private ShapeTree() {}

    static JsonNode of(Shape shape) {
        if (shape instanceof Shape.Scalar scalar) {
            return TextNode.valueOf(NAMES.getOrDefault(scalar.tag(), "%02X".formatted(scalar.tag())));
        }
        if (shape instanceof Shape.Repeated repeated) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("count", repeated.count())
                    .set("of", of(repeated.element()));
        }
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        ((Shape.Fields) shape).fields().forEach(field -> fields.add(of(field)));
        return fields;
    }

    static Shape read(RequestPath place) {
        if (place.node().isArray()) {
            return new Shape.Fields(
                    place.elements().stream().map(ShapeTree::read).toList());
        }
        if (place.node().isObject()) {
            return new Shape.Repeated(place.at("count").number(1, 0xFFFF), read(place.at("of")));
        }
        Integer tag = TAGS.get(place.text());
        return new Shape.Scalar(tag == null ? place.hexNumber(2) : tag);
    }
}
