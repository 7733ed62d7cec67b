package org.meterflow.simulator;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** The commands that change a gas meter: some act, and of most the content is kept. */
final class GasCommands {

    private static final int FROM_SERVER = 0x08;

    private final Gsme gsme;
    private final GasContents contents;
    private final GasMoney money;
    private final Memory memory;

    GasCommands(Gsme gsme, GasContents contents, GasMoney money) {
        this.gsme = gsme;
        this.contents = contents;
        this.money = money;
        this.memory = gsme.memory;
    }

    /** @return null when the command changes nothing, but asks for something */
    @Nullable
    GasAnswer carryOut(Component asked, Task task) {
        boolean fromServer = (asked.frameControl() & FROM_SERVER) != 0;
        boolean publishes = asked.cluster() == Gsme.PRICE || asked.cluster() == Gsme.CALENDAR;
        if (publishes && !fromServer) {
            return null;
        }
        return switch (asked.cluster() << 8 | asked.command()) {
            case 0x0705_00 -> money.emergency(task);
            case 0x0705_02 -> money.debt(asked.content(), task);
            case 0x0705_04 -> money.topUp(asked.content(), task);
            case 0x0705_05 -> money.adjust(asked.content(), task);
            case 0x0705_06 -> mode(asked, task);
            case 0x0702_0B -> supply(asked.content(), task);
            case 0x0702_07 -> startSampling(task);
            case 0x0709_01 -> clearEvents(task);
            case 0x0708_00 -> tenancy(asked, task);
            case 0x0708_04 -> events(asked.content());
            default -> GasStarts.isKept(asked) ? keep(asked, task) : null;
        };
    }

    private GasAnswer keep(Component asked, Task task) {
        contents.keep(asked, task);
        return GasAnswer.done();
    }

    private GasAnswer mode(Component asked, Task task) {
        contents.keep(asked, task);
        OctetWriter answer = new OctetWriter()
                .u8(0)
                .littleEndian(0, 4)
                .littleEndian(gsme.terms.emergencyLimit(), 4)
                .littleEndian(gsme.terms.emergencyThreshold(), 4);
        return new GasAnswer(GasAnswer.QUIET, 0x02, answer.toOctets());
    }

    private GasAnswer supply(Octets content, Task task) {
        int status = GasKept.after(content, 16).u8("the supply's new status");
        if (status == 0) {
            gsme.supply.off(task.now());
            gsme.events.add(task.now(), EventLog.COMMANDED, "");
        } else {
            gsme.arming.arm(task.now(), task.alerts());
        }
        long now = DlmsTime.secondsSince2000(task.now());
        OctetWriter answer = new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(now, 4)
                .littleEndian(now, 4)
                .u8(new GasAttributes(gsme).supplyStatus());
        return new GasAnswer(GasAnswer.FROM_SERVER, 0x0C, answer.toOctets());
    }

    private GasAnswer startSampling(Task task) {
        memory.put(GasSamples.NETWORK_DATA_SINCE, task.now());
        return new GasAnswer(
                GasAnswer.FROM_SERVER,
                0x0D,
                new OctetWriter().littleEndian(2, 2).toOctets());
    }

    private GasAnswer clearEvents(Task task) {
        gsme.events.clear();
        gsme.events.add(task.now(), Books.CLEARED, "");
        return new GasAnswer(
                GasAnswer.FROM_SERVER, 0x02, new OctetWriter().u8(0x08).toOctets());
    }

    private GasAnswer tenancy(Component asked, Task task) {
        long date = GasKept.after(asked.content(), 9).littleEndian(4, "the date");
        memory.put(Gsme.TENANCY, DlmsTime.since2000(date));
        return keep(asked, task);
    }

    /** {@code event, start, behaviour, control 0, count, event ids…} */
    private GasAnswer events(Octets content) {
        OctetReader reader = GasKept.after(content, 8);
        int behaviour = reader.u8("the behaviour");
        reader.u8("the control");
        int count = reader.u8("the number of events");
        for (int i = 0; i < count; i++) {
            memory.put("gas.event." + reader.littleEndian(2, "an event"), behaviour);
        }
        return GasAnswer.done();
    }
}
