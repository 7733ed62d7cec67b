package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;

/**
 * Goes through the components of a message to a gas meter and stops at the first that fails: attributes are read,
 * commands change what is kept or publish it. What is personal is sealed in the answer.
 */
final class GasComponents {

    private static final int OF_CLUSTER = 0x01;
    private static final int FROM_SERVER = 0x08;
    private static final int NO_DEFAULT_ANSWER = 0x10;
    private static final int NOT_EXECUTED = 0xFF;

    /** Message codes whose answers of the meter's use and money are encrypted. */
    private static final Set<Integer> PERSONAL =
            Set.of(0x0074, 0x0075, 0x0076, 0x0077, 0x0078, 0x0079, 0x0096, 0x00A0, 0x00B6, 0x00B8, 0x00C3, 0x00C4);

    /** Message codes in whose answers attributes come marked as wanting no further answer. */
    private static final Set<Integer> QUIET = Set.of(0x0074, 0x009F, 0x00B6, 0x00B8);

    private final GasAttributes attributes;
    private final GasCommands commands;
    private final GasPublishing publishing;

    GasComponents(GasAttributes attributes, GasCommands commands, GasPublishing publishing) {
        this.attributes = attributes;
        this.commands = commands;
        this.publishing = publishing;
    }

    Octets execute(Task task) {
        List<Component> answers = new ArrayList<>();
        boolean failed = false;
        int sealed = 0;
        for (Component asked : Gbz.parse(task.command().payload()).components()) {
            if (failed) {
                answers.add(defaultAnswer(asked, NOT_EXECUTED, Zcl.FAILURE));
                continue;
            }
            for (Component plain : answer(asked, task)) {
                failed = failed || isFailure(plain);
                boolean seal = isPersonal(plain, task);
                answers.add(
                        seal
                                ? plain.encrypted(
                                        sealed++,
                                        task.sealing().seal(plain.content().bytes()))
                                : plain);
            }
        }
        return new Gbz(answers).encode();
    }

    /** Nothing found is an answer, and no failure. */
    private static boolean isFailure(Component answer) {
        return answer.command() == Zcl.DEFAULT_RESPONSE
                && answer.content().at(1) != Zcl.SUCCESS
                && answer.content().at(1) != Zcl.NOT_FOUND;
    }

    private static boolean isPersonal(Component answer, Task task) {
        boolean ofUseOrMoney = answer.cluster() == Gsme.PREPAYMENT || answer.cluster() == Gsme.METERING;
        return ofUseOrMoney
                && answer.command() != Zcl.DEFAULT_RESPONSE
                && PERSONAL.contains(task.command().messageCode());
    }

    private List<Component> answer(Component asked, Task task) {
        boolean profileWide = (asked.frameControl() & OF_CLUSTER) == 0;
        try {
            if (profileWide) {
                return List.of(read(asked, task.command().messageCode(), task.now()));
            }
            GasAnswer changed = commands.carryOut(asked, task);
            List<GasAnswer> published = changed == null ? publishing.publish(asked, task) : List.of(changed);
            return published.stream().map(each -> frame(asked, each)).toList();
        } catch (MalformedGbcs otherParameters) {
            return List.of(defaultAnswer(asked, asked.command(), GasAnswer.MALFORMED));
        }
    }

    private Component read(Component asked, int messageCode, Instant now) {
        if (asked.command() != Zcl.READ_ATTRIBUTES) {
            return defaultAnswer(asked, asked.command(), GasAnswer.UNSUPPORTED);
        }
        List<Attribute> found = new ArrayList<>();
        for (int id : Zcl.attributeIds(asked.content())) {
            Attribute attribute = attributes.attribute(asked.cluster(), id, now);
            found.add(attribute == null ? Attribute.failed(id, Zcl.UNSUPPORTED_ATTRIBUTE) : attribute);
        }
        int quiet = QUIET.contains(messageCode) ? NO_DEFAULT_ANSWER : 0;
        return Component.of(
                asked.cluster(),
                FROM_SERVER | quiet,
                asked.sequence(),
                Zcl.READ_ATTRIBUTES_RESPONSE,
                Zcl.encode(found));
    }

    private static Component frame(Component asked, GasAnswer answer) {
        return answer.command() == Zcl.DEFAULT_RESPONSE
                ? defaultAnswer(asked, asked.command(), answer.content().at(0))
                : Component.of(
                        asked.cluster(), answer.frameControl(), asked.sequence(), answer.command(), answer.content());
    }

    private static Component defaultAnswer(Component asked, int command, int status) {
        int back = (asked.frameControl() & FROM_SERVER) == 0 ? FROM_SERVER : 0;
        return Component.of(
                asked.cluster(), back, asked.sequence(), Zcl.DEFAULT_RESPONSE, Zcl.defaultResponse(command, status));
    }
}
