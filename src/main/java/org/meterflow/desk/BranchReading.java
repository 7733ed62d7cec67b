package org.meterflow.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.gbcs.NamedValue;

/** Turns a tree of the workbench into one for people: names first, what only machines need beside them or left out. */
final class BranchReading {

    /** A page with more would not help anybody, and be slow. */
    private static final int MOST = 4_000;

    private static final int DEEPEST = 24;
    private static final int OPEN_LEVELS = 2;
    private static final int SHORT = 12;

    /** What stands in a group's headline already. */
    private static final Set<String> IN_HEADLINE =
            Set.of("verb", "object", "unit", "kind", "clusterName", "commandName", "name", "meaning");

    /** What a value's own line says of it. */
    private static final Set<String> IN_VALUE = Set.of("value", "reading", "unit", "name");

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])[A-Z](?=[a-z]|$)");

    private int shown;

    private BranchReading() {}

    static Branch of(String label, JsonNode node) {
        return new BranchReading().branch(label, "", node, 0);
    }

    static Branch of(NamedValue said) {
        return new BranchReading().named(said, 0);
    }

    private Branch named(NamedValue said, int level) {
        shown++;
        List<Branch> parts = new ArrayList<>();
        for (NamedValue child : said.children()) {
            if (shown >= MOST || level >= DEEPEST) {
                break;
            }
            parts.add(named(child, level + 1));
        }
        boolean open = level == 0 || parts.size() <= SHORT && level <= OPEN_LEVELS;
        return new Branch(
                said.name(),
                said.value(),
                said.unit(),
                parts,
                open,
                said.children().size() - parts.size());
    }

    private Branch branch(String label, String note, JsonNode node, int level) {
        shown++;
        if (node.isValueNode()) {
            return Branch.leaf(label, text(node), note);
        }
        if (level >= DEEPEST) {
            return Branch.leaf(label, node.toString(), note);
        }
        if (node.isArray()) {
            return group(label, "", note, elements(node), level);
        }
        JsonNode value = node.get("value");
        if (node.has("type") && value != null && value.isValueNode()) {
            return Branch.leaf(label, shown(node), join(note, beside(node)));
        }
        if (node.has("type") && (value == null || value.isArray()) && node.size() <= 2) {
            String type = node.get("type").asText();
            return value == null
                    ? Branch.leaf(label, type, note)
                    : group(label, "", join(note, type), elements(value), level);
        }
        JsonNode data = node.get("data");
        return group(label, data == null ? "" : scalar(data), note, fields(node), level);
    }

    private record Piece(String label, JsonNode node) {}

    private Branch group(String label, String value, String note, List<Piece> pieces, int level) {
        List<Branch> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            if (shown >= MOST) {
                break;
            }
            parts.add(branch(piece.label(), "", piece.node(), level + 1));
        }
        boolean open = level < OPEN_LEVELS || parts.size() <= SHORT && level <= OPEN_LEVELS + 1;
        return new Branch(label, value, note, parts, open, pieces.size() - parts.size());
    }

    private static List<Piece> elements(JsonNode array) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            pieces.add(new Piece(headline(i + 1, array.get(i)), array.get(i)));
        }
        return pieces;
    }

    private static List<Piece> fields(JsonNode node) {
        List<Piece> pieces = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String inWords = field.getKey() + "Text";
            boolean said = field.getValue().isNull()
                    || IN_HEADLINE.contains(field.getKey())
                    || field.getKey().endsWith("Text")
                            && node.has(field.getKey().replaceAll("Text$", ""));
            if (!said) {
                JsonNode value =
                        node.has(inWords) && field.getValue().isValueNode() ? node.get(inWords) : field.getValue();
                pieces.add(new Piece(words(field.getKey()), value));
            }
        }
        return pieces;
    }

    /** A group's place in its list, and its name where it has one. */
    private static String headline(int number, JsonNode node) {
        String name = Stream.of("verb", "object", "clusterName", "commandName", "name", "meaning")
                .map(node::get)
                .filter(found -> found != null && found.isValueNode())
                .map(JsonNode::asText)
                .collect(Collectors.joining(" · "));
        boolean answered = node.has("value") || node.has("data");
        String unit = answered ? "" : node.path("unit").asText("");
        return number + (name.isEmpty() ? "" : " " + name) + (unit.isEmpty() ? "" : " (" + unit + ")");
    }

    private static String scalar(JsonNode data) {
        JsonNode value = data.get("value");
        return value != null && value.isValueNode() ? shown(data) : "";
    }

    /** What a value is read as, in its unit; as it was sent where nothing reads it. */
    private static String shown(JsonNode node) {
        JsonNode reading = node.get("reading");
        if (reading == null) {
            return text(node.path("value"));
        }
        String unit = node.path("unit").asText();
        return reading.asText() + (unit.isEmpty() ? "" : " " + unit);
    }

    /** What was sent, where it is read as something else, and whatever else is said of it. */
    private static String beside(JsonNode node) {
        Stream<String> sent = node.has("reading") ? Stream.of("sent as " + text(node.path("value"))) : Stream.of();
        Stream<String> said = node.properties().stream()
                .filter(field ->
                        !IN_VALUE.contains(field.getKey()) && field.getValue().isValueNode())
                .map(field -> field.getValue().asText());
        String reading = node.path("reading").asText();
        return Stream.concat(sent, said)
                .filter(text -> !text.isEmpty() && !text.equals(reading))
                .collect(Collectors.joining(" · "));
    }

    private static String join(String one, String other) {
        return Stream.of(one, other).filter(text -> !text.isEmpty()).collect(Collectors.joining(" · "));
    }

    private static String text(JsonNode node) {
        return node.isNull() ? "none" : node.asText();
    }

    /** {@code originatorCounter} as "Originator counter". */
    static String words(String name) {
        String spaced = CAPITAL.matcher(name)
                .replaceAll(capital -> " " + capital.group().toLowerCase(Locale.UK));
        return spaced.isEmpty() ? name : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
