package org.meterflow.simulator;

import org.meterflow.gbcs.Gbz.Component;

/**
 * Under which names a gas meter keeps the contents of commands: one for each kind of command, but of calendars each day,
 * week and season has its own, and waits with its calendar.
 */
final class GasContentNames {

    /** Before the name of what holds from a later date on. */
    static final String WAITING = "due.";

    /** Before the name of a calendar's part while its calendar waits. */
    static final String NEXT = "next.";

    private static final int FRIENDLY_CALENDAR = 3;
    private static final String PRESENT_CALENDAR = "gas.calendar";

    private final Memory memory;

    GasContentNames(Memory memory) {
        this.memory = memory;
    }

    String of(Component asked) {
        String plain = GasKept.name(asked.cluster(), asked.command());
        if (asked.cluster() != Gsme.CALENDAR) {
            return plain;
        }
        String kind = kindOfCalendar(asked);
        String named = plain.replace("gas.", "gas." + kind + ".");
        boolean part = asked.command() >= 1 && asked.command() <= 3;
        if (!part) {
            return named;
        }
        int which =
                asked.command() == 3 ? 0 : GasKept.after(asked.content(), 12).u8("which");
        boolean waits = memory.has(WAITING + "gas." + kind + ".0707.00");
        return (waits ? NEXT : "") + named + "." + which;
    }

    /** A calendar's parts do not say of which kind they are: they belong to the last that was published. */
    private String kindOfCalendar(Component asked) {
        if (asked.command() == 0) {
            String kind = statedKind(asked);
            memory.put(PRESENT_CALENDAR, kind);
            return kind;
        }
        if (asked.command() == 4) {
            return statedKind(asked);
        }
        String last = memory.get(PRESENT_CALENDAR);
        return last == null ? "tariff" : last;
    }

    private static String statedKind(Component asked) {
        int type = GasKept.after(asked.content(), 16).u8("the calendar's type");
        return type == FRIENDLY_CALENDAR ? "friendly" : "tariff";
    }
}
