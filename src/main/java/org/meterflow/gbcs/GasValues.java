package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.gbcs.Clusters.Command;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.gbcs.Zcl.Attribute;

/** What a gas meter or proxy says, component by component, under names, in units and words. */
final class GasValues {

    /** Stands for the commands that come after one that failed. */
    private static final int NOT_EXECUTED = 0xFF;

    private static final int EFFECT = 0x0E;
    private static final int EFFECT_LENGTH = 15;
    private static final int HASH_TAG = 0x09;

    private final List<Component> components;
    private final GasScales scales;

    GasValues(List<Component> components) {
        this.components = components;
        this.scales = GasScales.of(components);
    }

    /** The names of what an encrypted cluster message holds, as far as the command that it answers tells. */
    static List<String> closed(int messageCode, Component component) {
        int cluster = component.cluster();
        if ((component.frameControl() & 0x03) != 0) {
            return Clusters.command(cluster, component.frameControl(), component.command())
                    .map(command -> command.layouts().get(0).parts().stream()
                            .map(part -> GasUnits.words(part.name()))
                            .toList())
                    .orElse(List.of());
        }
        return UseCases.allOfCode(messageCode).stream()
                .filter(useCase -> useCase.template() instanceof GbzTemplate)
                .flatMap(useCase -> ((GbzTemplate) useCase.template()).attributes(cluster).stream())
                .map(id -> GasUnits.attributeName(cluster, id))
                .toList();
    }

    static Values answer(Octets payload, Unsealing unsealing) {
        List<Component> opened = Gbz.parse(payload).components().stream()
                .map(component -> GasAnswers.open(component, unsealing))
                .toList();
        GasValues values = new GasValues(opened);
        return new Values(values.components.stream().map(values::item).toList());
    }

    /** What follows an alert's code and time; empty when nothing does. */
    static List<NamedValue> alert(Octets payload, Unsealing unsealing) {
        Octets content = GbzAlert.parse(payload).content();
        if (content == null || content.isEmpty()) {
            return List.of();
        }
        if (content.length() == EFFECT_LENGTH && content.at(0) == EFFECT) {
            return effect(new OctetReader(content.shared()));
        }
        if (content.length() == 2) {
            return List.of(NamedValue.of("Cause", content.hex()));
        }
        if (content.at(0) == HASH_TAG) {
            OctetReader reader = new OctetReader(content.shared());
            reader.u8("a tag");
            return List.of(NamedValue.of(
                    "Firmware hash",
                    reader.octets(reader.berLength("a hash"), "a hash").hex()));
        }
        Component component = GasAnswers.open(GbzAlert.component(content), unsealing);
        return List.of(new GasValues(List.of(component)).item(component).value());
    }

    private static List<NamedValue> effect(OctetReader reader) {
        reader.u8("the length");
        int code = reader.u16("a message code");
        String counter = Long.toUnsignedString(reader.i64("a counter"));
        int cluster = reader.u16("a cluster");
        int frameControl = reader.u8("a frame control");
        int command = reader.u8("a command");
        return List.of(
                NamedValue.of("Message code", "%04X".formatted(code)),
                NamedValue.of("Originator counter", counter),
                NamedValue.of("Command", commandName(cluster, frameControl, command)));
    }

    Values.Item item(Component component) {
        if (GasAnswers.isDefaultResponse(component)) {
            int status = GasAnswers.status(component);
            int command = component.content().at(0);
            String name = command == NOT_EXECUTED
                    ? "Command after a failed one"
                    : commandName(component.cluster(), component.frameControl() ^ 0x08 | 0x01, command);
            return new Values.Item(status, Zcl.meaning(status), NamedValue.of(name, ""));
        }
        if ((component.frameControl() & 0x03) == 0 && component.command() == Zcl.READ_ATTRIBUTES_RESPONSE) {
            return attributes(component);
        }
        return new Values.Item(Zcl.SUCCESS, Zcl.meaning(Zcl.SUCCESS), content(component));
    }

    private static String commandName(int cluster, int frameControl, int command) {
        return Clusters.command(cluster, frameControl, command)
                .map(Command::name)
                .orElseGet(() -> "Command %02X of cluster %04X".formatted(command, cluster));
    }

    private Values.Item attributes(Component component) {
        List<NamedValue> children = new ArrayList<>();
        GasUnits units = new GasUnits(scales, component);
        int code = Zcl.SUCCESS;
        for (Attribute attribute : Zcl.attributes(component.content())) {
            if (attribute.status() == Zcl.SUCCESS) {
                children.add(units.attribute(component.cluster(), attribute));
            } else {
                code = code == Zcl.SUCCESS ? attribute.status() : code;
                children.add(NamedValue.of(
                        GasUnits.attributeName(component.cluster(), attribute.id()), Zcl.meaning(attribute.status())));
            }
        }
        String name = Clusters.name(component.cluster()).orElseGet(() -> "Cluster %04X".formatted(component.cluster()));
        return new Values.Item(code, Zcl.meaning(code), NamedValue.group(name, children));
    }

    private NamedValue content(Component component) {
        String name = commandName(component.cluster(), component.frameControl(), component.command());
        List<ZclLayout> layouts = Clusters.command(component.cluster(), component.frameControl(), component.command())
                .map(Command::layouts)
                .orElse(List.of());
        Fields reading = new Fields(new GasUnits(scales, component), component.cluster(), name);
        for (ZclLayout layout : layouts) {
            try {
                OctetReader reader = new OctetReader(component.content().shared());
                List<NamedValue> fields = reading.of(layout, reader);
                reader.expectEnd(name);
                return NamedValue.group(name, fields);
            } catch (MalformedGbcs another) {
                // another layout may fit
            }
        }
        return NamedValue.of(name, component.content().hex());
    }

    /** The fields of one command. */
    private record Fields(GasUnits units, int cluster, String command) {

        List<NamedValue> of(ZclLayout layout, OctetReader reader) {
            List<NamedValue> fields = new ArrayList<>();
            Map<String, Long> numbers = new HashMap<>();
            for (ZclLayout.Part part : layout.parts()) {
                if (part instanceof ZclLayout.Group group) {
                    fields.add(NamedValue.group(GasUnits.words(group.name()), rows(group, numbers, reader)));
                } else {
                    fields.add(units.field(cluster, command, (ZclLayout.Field) part, reader, numbers));
                }
            }
            return fields;
        }

        private List<NamedValue> rows(ZclLayout.Group group, Map<String, Long> numbers, OctetReader reader) {
            String count = group.count();
            long left = count == null ? Long.MAX_VALUE : numbers.getOrDefault(count, 0L) & group.mask();
            List<NamedValue> rows = new ArrayList<>();
            while (count == null ? reader.remaining() > 0 : left-- > 0) {
                List<NamedValue> fields = of(group.element(), reader);
                String number = String.valueOf(rows.size() + 1);
                rows.add(fields.size() == 1 ? fields.get(0).named(number) : NamedValue.group(number, fields));
            }
            return rows;
        }
    }
}
