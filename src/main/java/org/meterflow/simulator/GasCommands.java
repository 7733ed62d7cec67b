package org.meterflow.simulator;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.OctetReader;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;

/** The commands that change a gas meter: most keep their content, at once or from a date, and some act. */
final class GasCommands {

    private static final String WAITING = "due.";
    private static final String NEXT = "next.";
    private static final long NEVER = 0xFFFFFFFFL;
    private static final long NEVER_OF_CALENDARS = 0xFFFFFFFEL;
    private static final int HEADER = -1;
    private static final int AT_ONCE = -2;
    private static final int FRIENDLY_CALENDAR = 3;

    /** Where in its content a command says from when it holds, by cluster and command. */
    private static final Map<Integer, Integer> STARTS = Map.ofEntries(
            Map.entry(0x0705_03, 4),
            Map.entry(0x0705_0C, 8),
            Map.entry(0x0705_09, HEADER),
            Map.entry(0x0705_0B, 8),
            Map.entry(0x0705_06, 8),
            Map.entry(0x0700_04, 12),
            Map.entry(0x0700_05, 8),
            Map.entry(0x0700_06, 8),
            Map.entry(0x0700_09, AT_ONCE),
            Map.entry(0x0700_01, AT_ONCE),
            Map.entry(0x0700_02, 4),
            Map.entry(0x0700_03, 4),
            Map.entry(0x0702_0D, AT_ONCE),
            Map.entry(0x0702_0E, AT_ONCE),
            Map.entry(0x0703_00, AT_ONCE),
            Map.entry(0x0707_00, 12),
            Map.entry(0x0707_01, AT_ONCE),
            Map.entry(0x0707_02, AT_ONCE),
            Map.entry(0x0707_03, AT_ONCE),
            Map.entry(0x0707_04, 12),
            Map.entry(0x0708_00, AT_ONCE),
            Map.entry(0x0708_01, AT_ONCE),
            Map.entry(0x0708_02, AT_ONCE),
            Map.entry(0x0708_03, AT_ONCE),
            Map.entry(0x0708_04, AT_ONCE),
            Map.entry(0x0708_06, AT_ONCE));

    private final Gsme gsme;
    private final GasMoney money;
    private final Memory memory;

    GasCommands(Gsme gsme) {
        this.gsme = gsme;
        this.money = new GasMoney(gsme);
        this.memory = gsme.memory;
    }

    static String kept(int cluster, int command) {
        return "gas.%04X.%02X".formatted(cluster, command);
    }

    /** @return null when the command changes nothing, but asks for something */
    @Nullable
    GasAnswer carryOut(Component asked, Task task) {
        int key = asked.cluster() << 8 | asked.command();
        boolean fromServer = (asked.frameControl() & 0x08) != 0;
        boolean publishes = asked.cluster() == Gsme.PRICE || asked.cluster() == Gsme.CALENDAR;
        if (publishes && !fromServer) {
            return null;
        }
        return switch (key) {
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
            default -> STARTS.containsKey(key) ? keep(asked, task) : null;
        };
    }

    static OctetReader reader(Octets content, int skip) {
        OctetReader reader = new OctetReader(content.bytes());
        reader.take(skip, "the command's head");
        return reader;
    }

    private GasAnswer keep(Component asked, Task task) {
        String name = name(asked);
        long start = start(asked);
        Instant at = DlmsTime.since2000(start);
        if (start == NEVER || start == NEVER_OF_CALENDARS) {
            memory.remove(WAITING + name);
            memory.names(NEXT).forEach(memory::remove);
            return GasAnswer.done();
        }
        if (start == 0 || !at.isAfter(task.now())) {
            memory.remove(WAITING + name);
            put(name, asked.content(), task.now());
            return GasAnswer.done();
        }
        String header =
                task.origin().hex() + "%04X%02X%02X".formatted(asked.cluster(), asked.frameControl(), asked.command());
        memory.put(
                WAITING + name,
                at.toEpochMilli() + " " + header + " " + asked.content().hex());
        return GasAnswer.done();
    }

    /** Days, weeks and seasons are kept one by one, and wait with their calendar. */
    private String name(Component asked) {
        String plain = kept(asked.cluster(), asked.command());
        if (asked.cluster() != Gsme.CALENDAR) {
            return plain;
        }
        String kind = kindOfCalendar(asked);
        String named = plain.replace("gas.", "gas." + kind + ".");
        boolean part = asked.command() >= 1 && asked.command() <= 3;
        if (!part) {
            return named;
        }
        int which = asked.command() == 3 ? 0 : reader(asked.content(), 12).u8("which");
        boolean waits = memory.has(WAITING + "gas." + kind + ".0707.00");
        return (waits ? NEXT : "") + named + "." + which;
    }

    private String kindOfCalendar(Component asked) {
        if (asked.command() == 0) {
            int type = reader(asked.content(), 16).u8("the calendar's type");
            String kind = type == FRIENDLY_CALENDAR ? "friendly" : "tariff";
            memory.put("gas.calendar", kind);
            return kind;
        }
        if (asked.command() == 4) {
            return reader(asked.content(), 16).u8("the calendar's type") == FRIENDLY_CALENDAR ? "friendly" : "tariff";
        }
        String last = memory.get("gas.calendar");
        return last == null ? "tariff" : last;
    }

    private static long start(Component asked) {
        int where = STARTS.getOrDefault(asked.cluster() << 8 | asked.command(), AT_ONCE);
        Long from = asked.from();
        return switch (where) {
            case AT_ONCE -> 0;
            case HEADER -> from == null ? 0 : from;
            default -> reader(asked.content(), where).littleEndian(4, "a start");
        };
    }

    private void put(String name, Octets content, Instant now) {
        boolean ofMoney = name.contains("0700") || name.contains("0705");
        if (ofMoney) {
            gsme.beforeChange(now);
        } else if (name.contains("0707")) {
            gsme.registers.settle(now);
        }
        memory.put(name, content);
        if (name.equals(kept(Gsme.PRICE, 0x09))) {
            gsme.billing.begin(now);
        }
        if (name.endsWith(".0707.00")) {
            memory.names(NEXT).forEach(next -> {
                memory.put(next.substring(NEXT.length()), String.valueOf(memory.get(next)));
                memory.remove(next);
            });
        }
        if (name.equals(kept(Gsme.PRICE, 0x05)) || name.equals(kept(Gsme.PREPAYMENT, 0x06))) {
            gsme.changed(now);
        }
    }

    @Nullable
    Instant nextDue() {
        Instant next = null;
        for (String name : memory.names(WAITING)) {
            Instant due = due(String.valueOf(memory.get(name)));
            next = next == null || due.isBefore(next) ? due : next;
        }
        return next;
    }

    private static Instant due(String waiting) {
        return Instant.ofEpochMilli(Long.parseLong(waiting.substring(0, waiting.indexOf(' '))));
    }

    void carryOutDue(Instant now, Announcer alerts) {
        for (String waiting : memory.names(WAITING)) {
            String[] parts = String.valueOf(memory.get(waiting)).split(" ", -1);
            Instant due = due(String.valueOf(memory.get(waiting)));
            if (due.isAfter(now)) {
                continue;
            }
            memory.remove(waiting);
            put(waiting.substring(WAITING.length()), Octets.ofHex(parts[2]), due);
            Octets what = Octets.ofHex(parts[1]);
            alerts.say(Announcement.gas(
                    Announcement.DATED_GAS,
                    Announcement.DATED_COMMAND_DONE,
                    new OctetWriter().u8(what.length()).put(what).toOctets()));
        }
    }

    private GasAnswer mode(Component asked, Task task) {
        keep(asked, task);
        OctetWriter answer = new OctetWriter()
                .u8(0)
                .littleEndian(0, 4)
                .littleEndian(gsme.emergencyLimit(), 4)
                .littleEndian(gsme.emergencyThreshold(), 4);
        return new GasAnswer(GasAnswer.QUIET, 0x02, answer.toOctets());
    }

    private GasAnswer supply(Octets content, Task task) {
        int status = reader(content, 16).u8("the supply's new status");
        if (status == 0) {
            gsme.supply.off(task.now());
            gsme.events.add(task.now(), Esme.COMMANDED_EVENT, "");
        } else {
            gsme.arming.arm(task.now(), task.alerts());
        }
        OctetWriter answer = new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(Gsme.now(task.now()), 4)
                .littleEndian(Gsme.now(task.now()), 4)
                .u8(new GasAttributes(gsme).supplyStatus());
        return new GasAnswer(GasAnswer.FROM_SERVER, 0x0C, answer.toOctets());
    }

    private GasAnswer startSampling(Task task) {
        memory.put(Gsme.NETWORK_DATA_SINCE, task.now());
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
        memory.put(Gsme.TENANCY, DlmsTime.since2000(reader(asked.content(), 9).littleEndian(4, "the date")));
        return keep(asked, task);
    }

    /** {@code event, start, behaviour, control 0, count, event ids…} */
    private GasAnswer events(Octets content) {
        OctetReader reader = reader(content, 8);
        int behaviour = reader.u8("the behaviour");
        reader.u8("the control");
        int count = reader.u8("the number of events");
        for (int i = 0; i < count; i++) {
            memory.put("gas.event." + reader.littleEndian(2, "an event"), behaviour);
        }
        return GasAnswer.done();
    }
}
