package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ZigBee clusters gas meters and proxies speak: names of clusters, attributes and commands, and what stands in a
 * command, field by field (ZigBee Smart Energy 1.2, as GBCS uses it).
 */
public final class Clusters {

    private static final Map<Integer, Cluster> ALL = load();

    private Clusters() {}

    /** @param layouts the forms its content may take, the first that fits holding */
    public record Command(String name, List<ZclLayout> layouts) {}

    private record Cluster(String name, Map<Integer, String> attributes, Map<Integer, Command> commands) {}

    public static Optional<String> name(int cluster) {
        return Optional.ofNullable(ALL.get(cluster)).map(Cluster::name);
    }

    public static Optional<String> attribute(int cluster, int id) {
        return Optional.ofNullable(ALL.get(cluster)).map(found -> found.attributes.get(id));
    }

    /** @param frameControl of the component: a cluster's own commands have other numbers in each direction */
    public static Optional<Command> command(int cluster, int frameControl, int command) {
        return Optional.ofNullable(ALL.get(cluster))
                .map(found -> found.commands.get(key(fromServer(frameControl), command)));
    }

    private static boolean fromServer(int frameControl) {
        return (frameControl & 0x08) != 0;
    }

    private static int key(boolean fromServer, int command) {
        return (fromServer ? 0x100 : 0) | command;
    }

    private static Map<Integer, Cluster> load() {
        Map<String, Map<String, Object>> rows = CodeTable.load("clusters.yaml");
        Map<Integer, Cluster> all = new HashMap<>();
        rows.forEach((id, row) -> all.put(Integer.parseInt(id, 16), cluster(row)));
        return Map.copyOf(all);
    }

    private static Cluster cluster(Map<String, Object> row) {
        Map<Integer, String> attributes = new HashMap<>();
        entries(row, "attributes")
                .forEach((id, name) -> attributes.put(Integer.parseInt(id, 16), String.valueOf(name)));
        Map<Integer, Command> commands = new HashMap<>();
        entries(row, "fromClient").forEach((id, form) -> commands.put(key(false, Integer.parseInt(id, 16)), of(form)));
        entries(row, "fromServer").forEach((id, form) -> commands.put(key(true, Integer.parseInt(id, 16)), of(form)));
        return new Cluster(CodeTable.text(row, "name"), Map.copyOf(attributes), Map.copyOf(commands));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> entries(Map<String, Object> row, String field) {
        return (Map<String, Object>) row.getOrDefault(field, Map.of());
    }

    private static Command of(Object form) {
        List<?> texts = (List<?>) form;
        return new Command(
                texts.get(0).toString(),
                texts.stream()
                        .skip(1)
                        .map(text -> ZclLayout.of(text.toString()))
                        .toList());
    }
}
