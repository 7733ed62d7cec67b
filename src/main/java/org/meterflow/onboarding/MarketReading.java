package org.meterflow.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a market file by its shape: notes on which line each part stands, and what is not as it should be. */
final class MarketReading {

    private static final int LONGEST_SENTENCE = 300;
    private static final int MOST_PROBLEMS = 1_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final List<Problem> problems;
    private final Map<String, Integer> lines;

    MarketReading(List<Problem> problems, Map<String, Integer> lines) {
        this.problems = problems;
        this.lines = lines;
    }

    /** Too many are wrong for anybody to read on. */
    static final class Enough extends RuntimeException {}

    JsonNode read(Node node, Shape shape, String path, String name) {
        lines.put(path, lineOf(node));
        if (shape instanceof Shape.Text text) {
            return scalar(node, text.reader(), name);
        }
        if (shape instanceof Shape.Items items) {
            return list(node, items.each(), path, name);
        }
        if (shape instanceof Shape.Entries entries) {
            return entries(node, entries, path, name);
        }
        return fields(node, (Shape.Fields) shape, path, name);
    }

    private JsonNode scalar(Node node, Function<String, ?> reader, String name) {
        if (!(node instanceof ScalarNode scalar)) {
            wrong(node, name + " is one value, not several.");
            return JSON.nullNode();
        }
        try {
            Objects.requireNonNull(reader.apply(scalar.getValue()));
        } catch (IllegalArgumentException refused) {
            wrong(node, name + ": " + refused.getMessage() + ".");
        }
        return JSON.textNode(scalar.getValue());
    }

    private JsonNode list(Node node, Shape each, String path, String name) {
        ArrayNode list = JSON.arrayNode();
        if (!(node instanceof SequenceNode sequence)) {
            wrong(node, name + " is a list.");
            return list;
        }
        int number = 0;
        for (Node item : sequence.getValue()) {
            list.add(read(item, each, path + "/" + number, name + " " + ++number));
        }
        return list;
    }

    private JsonNode entries(Node node, Shape.Entries shape, String path, String name) {
        ObjectNode entries = JSON.objectNode();
        for (NodeTuple tuple : tuples(node, name)) {
            String key = key(tuple);
            scalar(tuple.getKeyNode(), shape.key(), name);
            entries.set(key, read(tuple.getValueNode(), shape.each(), path + "/" + key, key));
        }
        return entries;
    }

    private JsonNode fields(Node node, Shape.Fields shape, String path, String name) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : tuples(node, name)) {
            String key = key(tuple);
            Shape.Field field = shape.fields().get(key);
            if (field == null) {
                wrong(
                        tuple.getKeyNode(),
                        "'%s' is not understood here; there are %s."
                                .formatted(key, String.join(", ", shape.fields().keySet())));
            } else if (!tuple.getValueNode().getTag().equals(Tag.NULL)) {
                object.set(
                        key, read(tuple.getValueNode(), field.shape(), (path + "/" + key).replaceFirst("^/", ""), key));
            }
        }
        shape.fields().values().stream()
                .filter(field -> field.required() && !object.has(field.name()))
                .forEach(field -> wrong(node, "%s has no %s.".formatted(name, field.name())));
        return object;
    }

    private List<NodeTuple> tuples(Node node, String name) {
        if (!(node instanceof MappingNode mapping)) {
            wrong(node, name + " consists of fields with names.");
            return List.of();
        }
        Map<String, NodeTuple> tuples = new HashMap<>();
        List<NodeTuple> inOrder = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuples.put(key(tuple), tuple) == null) {
                inOrder.add(tuple);
            } else {
                wrong(tuple.getKeyNode(), "'" + key(tuple) + "' is said twice.");
            }
        }
        return inOrder;
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    private void wrong(Node node, String sentence) {
        problems.add(Problem.atLine(
                lineOf(node),
                sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…"));
        if (problems.size() >= MOST_PROBLEMS) {
            throw new Enough();
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
