package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;

/**
 * A gas meter, or the proxy that mirrors it: attributes in clusters, commands that change what is kept and commands that
 * publish it. It goes through the components of a message and stops at the first that fails.
 */
final class GasDevice implements Behaviour {

    private static final int RELIABLE = 0x00;
    private static final int UNRELIABLE = 0x02;
    private static final int OF_CLUSTER = 0x01;
    private static final int FROM_SERVER = 0x08;
    private static final int NO_DEFAULT_ANSWER = 0x10;
    private static final int NOT_EXECUTED = 0xFF;
    private static final int TO_THE_SUPPLIER = 0x08;
    private static final Duration WATCH = Duration.ofMinutes(30);
    private static final String NEXT_LOOK = "watch.next";

    /** Message codes whose answers of the meter's use and money are encrypted. */
    private static final Set<Integer> PERSONAL =
            Set.of(0x0074, 0x0075, 0x0076, 0x0077, 0x0078, 0x0079, 0x0096, 0x00A0, 0x00B6, 0x00B8, 0x00C3, 0x00C4);

    /** Message codes in whose answers attributes come marked as wanting no further answer. */
    private static final Set<Integer> QUIET = Set.of(0x0074, 0x009F, 0x00B6, 0x00B8);

    private final Gsme gsme;
    private final GasAttributes attributes;
    private final GasPublishing publishing;
    private final GasCommands commands;
    private final CreditWatch watch;
    private final boolean isProxy;
    private final GasFriendlyHours friendly;
    private final @Nullable KeyPad keys;

    /** @param isProxy it mirrors the meter, and does nothing by itself */
    GasDevice(Gsme gsme, boolean isProxy) {
        this.gsme = gsme;
        this.attributes = new GasAttributes(gsme);
        this.publishing = new GasPublishing(gsme);
        this.commands = new GasCommands(gsme);
        this.watch = new CreditWatch(gsme.memory, gsme.ledger, gsme.supply, Announcement::gas);
        this.isProxy = isProxy;
        this.friendly = new GasFriendlyHours(gsme.memory);
        GasMoney money = new GasMoney(gsme);
        this.keys = isProxy
                ? null
                : new KeyPad(gsme.supply, gsme.events, gsme.topUps, money::limits, money::activateEmergency);
    }

    @Override
    public @Nullable KeyPad keyPad() {
        return keys;
    }

    @Override
    public boolean reports(int code) {
        long behaviour = gsme.memory.number("gas.event." + code, TO_THE_SUPPLIER);
        return Announcement.isCritical(code) || (behaviour & TO_THE_SUPPLIER) != 0;
    }

    Gsme gsme() {
        return gsme;
    }

    @Override
    public int clockStatus() {
        return DeviceClock.isReliable(gsme.memory) ? RELIABLE : UNRELIABLE;
    }

    @Override
    public Announcement alert(int code) {
        return Announcement.gas(code);
    }

    @Override
    public void note(int code, Instant at) {
        (Announcement.isCritical(code) ? gsme.security : gsme.events).add(at, code);
    }

    @Override
    public Octets execute(Task task) {
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
                return List.of(read(asked, task));
            }
            GasAnswer changed = commands.carryOut(asked, task);
            List<GasAnswer> published = changed == null ? publishing.publish(asked, task) : List.of(changed);
            return published.stream().map(each -> frame(asked, each)).toList();
        } catch (MalformedGbcs otherParameters) {
            return List.of(defaultAnswer(asked, asked.command(), GasAnswer.MALFORMED));
        }
    }

    private Component read(Component asked, Task task) {
        if (asked.command() != Zcl.READ_ATTRIBUTES) {
            return defaultAnswer(asked, asked.command(), GasAnswer.UNSUPPORTED);
        }
        List<Attribute> found = new ArrayList<>();
        for (int id : Zcl.attributeIds(asked.content())) {
            Attribute attribute = attributes.attribute(asked.cluster(), id, task.now());
            found.add(attribute == null ? Attribute.failed(id, Zcl.UNSUPPORTED_ATTRIBUTE) : attribute);
        }
        int quiet = QUIET.contains(task.command().messageCode()) ? NO_DEFAULT_ANSWER : 0;
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

    @Override
    public void passTime(Instant now, Announcer alerts) {
        if (isProxy) {
            return;
        }
        commands.carryOutDue(now, alerts);
        Instant ended = gsme.billing.ended(now);
        if (ended != null) {
            alerts.say(publishing.bill(ended));
            gsme.registers.endPeriod(ended);
        }
        if (gsme.prepayment() && gsme.ledger.isKept()) {
            watch.look(
                    new CreditWatch.Limits(
                            gsme.cutOff(), gsme.lowCredit(), gsme.emergencyThreshold(), friendly.areOn(now)),
                    now,
                    alerts);
            gsme.memory.put(NEXT_LOOK, now.plus(WATCH));
        }
    }

    @Override
    public @Nullable Instant nextDue() {
        if (isProxy) {
            return null;
        }
        return Periods.earliest(commands.nextDue(), gsme.memory.time(NEXT_LOOK), gsme.billing.due());
    }

    @Override
    public DeviceView.Account account(Instant now) {
        return DeviceView.Account.of(gsme.used(now), gsme.ledger, now);
    }
}
