package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.Gbz;
import org.meterflow.metering.gbcs.Gbz.Component;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.Zcl;
import org.meterflow.metering.gbcs.Zcl.Attribute;

/** A gas meter, or the proxy that mirrors it: attributes in clusters, and commands that publish what is kept. */
final class GasDevice implements Behaviour {

    private static final int RELIABLE = 0x00;
    private static final int ANSWER = 0x18;
    private static final int DEFAULT_ANSWER = 0x08;
    private static final int CLUSTER_ANSWER = 0x19;

    private final GasRecords records;

    GasDevice(GasRecords records) {
        this.records = records;
    }

    @Override
    public int clockStatus() {
        return RELIABLE;
    }

    @Override
    public Octets execute(GbcsMessage command, Instant now, Sealing sealing) {
        List<Component> answers = new ArrayList<>();
        int sealed = 0;
        for (Component asked : Gbz.parse(command.payload()).components()) {
            for (GasRecords.Published published : answer(asked, now)) {
                Component plain = published.component();
                boolean personal = published.personal();
                answers.add(
                        personal
                                ? plain.encrypted(
                                        sealed++, sealing.seal(plain.content().bytes()))
                                : plain);
            }
        }
        return new Gbz(answers).encode();
    }

    private List<GasRecords.Published> answer(Component asked, Instant now) {
        boolean profileWide = (asked.frameControl() & 0x03) == 0;
        if (profileWide && asked.command() == Zcl.READ_ATTRIBUTES) {
            return List.of(attributes(asked, now));
        }
        List<GasRecords.Content> contents = profileWide ? List.of() : records.publish(asked, now);
        if (contents.isEmpty()) {
            Octets notFound = Zcl.defaultResponse(asked.command(), Zcl.NOT_FOUND);
            return List.of(new GasRecords.Published(
                    Component.of(asked.cluster(), DEFAULT_ANSWER, asked.sequence(), Zcl.DEFAULT_RESPONSE, notFound),
                    false));
        }
        return contents.stream()
                .map(content -> new GasRecords.Published(
                        Component.of(
                                asked.cluster(), CLUSTER_ANSWER, asked.sequence(), content.command(), content.octets()),
                        content.personal()))
                .toList();
    }

    private GasRecords.Published attributes(Component asked, Instant now) {
        List<Attribute> found = new ArrayList<>();
        boolean personal = false;
        for (int id : Zcl.attributeIds(asked.content())) {
            Attribute attribute = records.attribute(asked.cluster(), id, now);
            found.add(attribute == null ? Attribute.failed(id, Zcl.UNSUPPORTED_ATTRIBUTE) : attribute);
            personal |= records.isPersonal(asked.cluster(), id);
        }
        return new GasRecords.Published(
                Component.of(
                        asked.cluster(), ANSWER, asked.sequence(), Zcl.READ_ATTRIBUTES_RESPONSE, Zcl.encode(found)),
                personal);
    }
}
