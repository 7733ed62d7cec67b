package org.meterflow.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.BitString;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.Octets;

/**
 * Which events an electricity meter reports and logs, as its supplier and its network operator chose (GBCS ECS25). What is
 * written names some events and says of each whether it is wanted; what is read is all that was ever chosen. An event
 * nobody spoke of is wanted.
 */
final class EventChoices {

    private static final String SUPPLIER = "0-30";
    private static final String NETWORK = "0-33";
    private static final int FIRST_WRITTEN = 11;
    private static final int FIRST_READ = 15;
    private static final int WAYS = 4;
    private static final int REPORTED = 15;
    private static final int LOGGED = 18;
    private static final int BITS = 256;
    private static final int BYTES = BITS / 8;

    private EventChoices() {}

    static void addTo(ObjectModel<Esme> model) {
        DlmsData nothing = new BitString(2 * BITS, Octets.of(new byte[2 * BYTES]));
        for (String authority : new String[] {SUPPLIER, NETWORK}) {
            for (int way = 0; way < WAYS; way++) {
                String chosen = name(authority, FIRST_READ + way);
                String written = name(authority, FIRST_WRITTEN + way);
                model.kept(written, nothing);
                model.active(chosen, (esme, now) -> nothing);
                model.written(written, nothing, (esme, value, task) -> choose(esme, written, chosen, value));
            }
        }
    }

    private static String name(String authority, int number) {
        return "1 %s:97.98.%s.255 2".formatted(authority, number);
    }

    private static int choose(Esme esme, String written, String chosen, DlmsData value) {
        if (!(value instanceof BitString bits) || bits.count() != 2 * BITS) {
            return DlmsResponse.TYPE_UNMATCHED;
        }
        byte[] before = bytes(esme.memory.data(chosen));
        byte[] choice = bits.octets().bytes();
        for (int i = 0; i < BYTES; i++) {
            byte named = choice[i];
            before[i] |= named;
            before[BYTES + i] = (byte) (before[BYTES + i] & ~named | choice[BYTES + i] & named);
        }
        esme.memory.put(written, value);
        esme.memory.put(chosen, new BitString(2 * BITS, Octets.of(before)));
        return DlmsResponse.SUCCESS;
    }

    private static byte[] bytes(@Nullable DlmsData chosen) {
        return chosen instanceof BitString bits ? Arrays.copyOf(bits.octets().bytes(), 2 * BYTES) : new byte[2 * BYTES];
    }

    static boolean isReported(Memory memory, int code) {
        return isWanted(memory, code, REPORTED);
    }

    static boolean isLogged(Memory memory, int code) {
        return isWanted(memory, code, LOGGED);
    }

    private static boolean isWanted(Memory memory, int code, int way) {
        if (Announcement.isCritical(code)) {
            return true;
        }
        DlmsData chosen = memory.data(name(code >>> 8 == 0x80 ? NETWORK : SUPPLIER, way));
        if (chosen == null) {
            return true;
        }
        byte[] bytes = bytes(chosen);
        int place = BITS - 1 - code % BITS;
        return !isSet(bytes, place) || isSet(bytes, BITS + place);
    }

    private static boolean isSet(byte[] bytes, int place) {
        return (bytes[place / 8] & 0x80 >> place % 8) != 0;
    }
}
