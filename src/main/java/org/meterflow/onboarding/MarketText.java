package org.meterflow.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterflow.market.Market;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A market file as it was written: what is wrong with its form, and on which line each part stands. */
final class MarketText {

    private static final int LONGEST_SENTENCE = 300;
    private static final int MOST_PROBLEMS = 1_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private @Nullable Market market;

    private MarketText() {}

    /** Too many are wrong for anybody to read on. */
    private static final class Enough extends RuntimeException {}

    static MarketText of(String yaml, OnboardingSettings limits) {
        MarketText text = new MarketText();
        try {
            Node root = text.isTooLarge(yaml, limits) ? null : text.compose(yaml, limits);
            if (root != null && text.problems.isEmpty()) {
                JsonNode tree = text.read(root, MarketShape.MARKET, "", "The file");
                text.market = text.problems.isEmpty() ? Market.of(tree) : null;
            }
        } catch (Enough tooManyProblems) {
            // what is wrong up to here is said
        } catch (MarkedYAMLException noYaml) {
            text.problems.add(Problem.atLine(
                    noYaml.getProblemMark() == null
                            ? 1
                            : noYaml.getProblemMark().getLine() + 1,
                    "This is no YAML: " + noYaml.getProblem() + "."));
        } catch (YAMLException noYaml) {
            text.problems.add(Problem.atLine(1, "This is no YAML: " + noYaml.getMessage()));
        }
        return text;
    }

    List<Problem> problems() {
        return problems.stream().sorted().toList();
    }

    /** Empty when there are problems. */
    Optional<Market> market() {
        return Optional.ofNullable(market);
    }

    /** @param path such as {@code homes/3/hub}, counted from 0 */
    int line(String path) {
        String known = path;
        while (!lines.containsKey(known) && known.contains("/")) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return lines.getOrDefault(known, 1);
    }

    /** Before anything is made of it: what a reader of YAML keeps of each line and value is many times as long. */
    private boolean isTooLarge(String yaml, OnboardingSettings limits) {
        if (yaml.length() > limits.longestMarketFile().toBytes()) {
            problems.add(Problem.atLine(
                    1,
                    "The file is longer than %s MB. Split it into several."
                            .formatted(limits.longestMarketFile().toMegabytes())));
        }
        int line = 1;
        int begin = 0;
        for (int at = 0; at <= yaml.length() && problems.isEmpty(); at++) {
            boolean end = at == yaml.length() || yaml.charAt(at) == '\n' || yaml.charAt(at) == '\r';
            if (at - begin > limits.longestMarketLine()) {
                problems.add(Problem.atLine(
                        line,
                        "This line has more than %s characters. Write each value on a line of its own."
                                .formatted(limits.longestMarketLine())));
            } else if (end) {
                begin = at + 1;
                line += at < yaml.length() && yaml.charAt(at) == '\n' ? 1 : 0;
            }
        }
        return !problems.isEmpty();
    }

    private @Nullable Node compose(String yaml, OnboardingSettings limits) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(20);
        Yaml parser = new Yaml(options);
        int values = 0;
        for (var event : parser.parse(new StringReader(yaml))) {
            if (event instanceof NodeEvent && ++values > limits.mostMarketValues()) {
                problems.add(Problem.atLine(
                        event.getStartMark().getLine() + 1,
                        "The file holds more than %s names and values. Split it into several."
                                .formatted(limits.mostMarketValues())));
                return null;
            }
            if (event instanceof AliasEvent) {
                problems.add(Problem.atLine(
                        event.getStartMark().getLine() + 1, "A market file says everything in full, without aliases."));
                return null;
            }
        }
        Node root = parser.compose(new StringReader(yaml));
        if (root == null) {
            problems.add(Problem.atLine(1, "The file is empty."));
        }
        return root;
    }

    private JsonNode read(Node node, Shape shape, String path, String name) {
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
            } else if (!absent(tuple.getValueNode())) {
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

    private static boolean absent(Node node) {
        return node.getTag().equals(Tag.NULL);
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
