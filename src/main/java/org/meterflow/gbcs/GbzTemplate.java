package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Gbz.Component;

/** Rows of the catalogue for gas: attributes to read and cluster commands to send. */
final class GbzTemplate implements Template {

    private static final Pattern READ = Pattern.compile("READ ([0-9A-F]{4})((?: [0-9A-F]{4})+)");
    private static final Pattern SEND =
            Pattern.compile("SEND ([0-9A-F]{4}) ([0-9A-F]{2}) ([0-9A-F]{2})(?: FROM (\\S+))?(?: := (.*))?");
    private static final Pattern TIMES = Pattern.compile("TIMES (\\d+) (.+)");
    private static final Pattern EACH = Pattern.compile("EACH \\$(\\S+) (.+)");
    private static final Pattern WHEN = Pattern.compile("WHEN (.+?) THEN (.+)");

    /** A line of a row: as many components as it stands for, in their order. */
    private interface Line {
        void add(Context context, List<Component> components);
    }

    private final List<String> items;
    private final List<Line> lines;

    GbzTemplate(List<String> items) {
        this.items = List.copyOf(items);
        this.lines = items.stream().map(GbzTemplate::line).toList();
    }

    /** The attributes of a cluster that are read; none when nothing of it is. */
    List<Integer> attributes(int cluster) {
        return items.stream()
                .map(READ::matcher)
                .filter(read -> read.matches() && hex(read.group(1)) == cluster)
                .findFirst()
                .map(read -> ids(read.group(2).strip()))
                .orElse(List.of());
    }

    private static List<Integer> ids(String attributes) {
        return java.util.Arrays.stream(attributes.split(" "))
                .map(GbzTemplate::hex)
                .toList();
    }

    @Override
    public Octets payload(Context context) {
        List<Component> components = new ArrayList<>();
        lines.forEach(line -> line.add(context, components));
        return new Gbz(components).encode();
    }

    @Override
    public MeterAnswer.Values values(Octets answer, Unsealing unsealing) {
        return GasValues.answer(answer, unsealing);
    }

    private static Line line(String text) {
        Matcher times = TIMES.matcher(text);
        if (times.matches()) {
            return repeated(Integer.parseInt(times.group(1)), line(times.group(2)));
        }
        Matcher each = EACH.matcher(text);
        if (each.matches()) {
            return forEach(each.group(1), line(each.group(2)));
        }
        Matcher when = WHEN.matcher(text);
        if (when.matches()) {
            Condition condition = Notation.condition(when.group(1));
            Line inner = line(when.group(2));
            return (context, components) -> {
                if (condition.holds(context)) {
                    inner.add(context, components);
                }
            };
        }
        if (text.startsWith("BUILD ")) {
            return Builders.components(text.substring("BUILD ".length()))::add;
        }
        Matcher read = READ.matcher(text);
        if (read.matches()) {
            return read(hex(read.group(1)), read.group(2).strip());
        }
        Matcher send = SEND.matcher(text);
        if (!send.matches()) {
            throw new IllegalArgumentException("The catalogue of use cases has no sense of '" + text + "'");
        }
        return send(send);
    }

    private static Line repeated(int times, Line inner) {
        return (context, components) -> {
            for (int i = 0; i < times; i++) {
                inner.add(context.at(context.here(), i), components);
            }
        };
    }

    private static Line forEach(String path, Line inner) {
        return (context, components) -> {
            List<RequestPart> parts = context.base(path).all(Context.inside(path));
            for (int i = 0; i < parts.size(); i++) {
                inner.add(context.at(parts.get(i), i), components);
            }
        };
    }

    private static Line read(int cluster, String attributes) {
        List<Integer> ids = ids(attributes);
        return (context, components) -> components.add(
                Component.of(cluster, 0x00, components.size(), Zcl.READ_ATTRIBUTES, Zcl.readAttributes(ids)));
    }

    private static Line send(Matcher parts) {
        int cluster = hex(parts.group(1));
        int frameControl = hex(parts.group(2));
        int command = hex(parts.group(3));
        @Nullable Expression from = parts.group(4) == null ? null : Notation.expression(parts.group(4));
        List<Form> fields = parts.group(5) == null ? List.of() : Notation.forms(parts.group(5));
        return (context, components) -> components.add(new Component(
                cluster,
                from == null ? null : from.number(context),
                null,
                frameControl,
                components.size(),
                command,
                GbzForms.fields(fields, context)));
    }

    private static int hex(String word) {
        return Integer.parseInt(word, 16);
    }
}
