package org.meterflow.simulator;

import java.util.Map;
import org.meterflow.gbcs.Gbz.Component;

/** From when the commands hold whose contents a gas meter keeps: each says it at another place, and some hold at once. */
final class GasStarts {

    private static final long NEVER = 0xFFFFFFFFL;
    private static final long NEVER_OF_CALENDARS = 0xFFFFFFFEL;
    private static final int HEADER = -1;
    private static final int AT_ONCE = -2;

    /** Where in its content a command says it, by cluster and command. */
    private static final Map<Integer, Integer> PLACES = Map.ofEntries(
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

    private GasStarts() {}

    /** Whether the command is one whose content is kept. */
    static boolean isKept(Component command) {
        return PLACES.containsKey(key(command));
    }

    private static int key(Component command) {
        return command.cluster() << 8 | command.command();
    }

    /** @return seconds since 2000; 0 for at once */
    static long of(Component command) {
        int where = PLACES.getOrDefault(key(command), AT_ONCE);
        Long from = command.from();
        return switch (where) {
            case AT_ONCE -> 0;
            case HEADER -> from == null ? 0 : from;
            default -> GasKept.after(command.content(), where).littleEndian(4, "a start");
        };
    }

    /** Whether such a start withdraws what waits. */
    static boolean isNever(long start) {
        return start == NEVER || start == NEVER_OF_CALENDARS;
    }
}
