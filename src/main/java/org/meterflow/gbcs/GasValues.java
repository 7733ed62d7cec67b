package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.Clusters.Command;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.gbcs.Zcl.Attribute;

/** What a gas meter or proxy says, component by component, under names, in units and words. */
final class GasValues {

    /** Stands for the commands that come after one that failed. */
    private static final int NOT_EXECUTED = 0xFF;

    private final List<Component> components;
    private final GasScales scales;

    GasValues(List<Component> components) {
        this.components = components;
        this.scales = GasScales.of(components);
    }

    /** The names of what an encrypted cluster message holds, as far as the command that it answers tells. */
    static List<String> closed(int messageCode, Component component) {
        int cluster = component.cluster();
        if (!component.isProfileWide()) {
            return Clusters.command(cluster, component.frameControl(), component.command())
                    .map(command -> command.layouts().get(0).parts().stream()
                            .map(part -> GasWords.words(part.name()))
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
                .map(component -> component.opened(unsealing))
                .toList();
        GasValues values = new GasValues(opened);
        return new Values(values.components.stream().map(values::item).toList());
    }

    Values.Item item(Component component) {
        if (component.isDefaultResponse()) {
            int status = component.status();
            int command = component.content().at(0);
            String name = command == NOT_EXECUTED
                    ? "Command after a failed one"
                    : commandName(component.cluster(), component.frameControl() ^ 0x08 | 0x01, command);
            return new Values.Item(status, ZclStatus.meaning(status), NamedValue.of(name, ""));
        }
        if (component.isAttributes()) {
            return attributes(component);
        }
        return new Values.Item(Zcl.SUCCESS, ZclStatus.meaning(Zcl.SUCCESS), content(component));
    }

    static String commandName(int cluster, int frameControl, int command) {
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
                        GasUnits.attributeName(component.cluster(), attribute.id()),
                        ZclStatus.meaning(attribute.status())));
            }
        }
        String name = Clusters.name(component.cluster()).orElseGet(() -> "Cluster %04X".formatted(component.cluster()));
        return new Values.Item(code, ZclStatus.meaning(code), NamedValue.group(name, children));
    }

    private NamedValue content(Component component) {
        String name = commandName(component.cluster(), component.frameControl(), component.command());
        List<ZclLayout> layouts = Clusters.command(component.cluster(), component.frameControl(), component.command())
                .map(Command::layouts)
                .orElse(List.of());
        GasFields reading = new GasFields(new GasUnits(scales, component), component.cluster(), name);
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
}
