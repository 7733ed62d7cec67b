package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;

/** What the bits of a value stand for: days of the week, events that are reported, or just themselves. */
final class BitWords {

    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private BitWords() {}

    static String of(String kind, DlmsData.BitString bits) {
        return switch (kind) {
            case "supplierEvents" -> events(0x8100, bits);
            case "weekdays" -> weekdays(bits);
            case "networkEvents" -> events(0x8000, bits);
            default -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < bits.count(); i++) {
                    text.append(isSet(bits, i) ? '1' : '0');
                }
                yield text.toString();
            }
        };
    }

    private static String weekdays(DlmsData.BitString bits) {
        List<String> days = new ArrayList<>();
        for (int i = 0; i < Math.min(bits.count(), WEEKDAYS.size()); i++) {
            if (isSet(bits, i)) {
                days.add(WEEKDAYS.get(i));
            }
        }
        return days.isEmpty() ? "none" : String.join(" ", days);
    }

    /** The last bit is the event whose code ends with 00. */
    private static String events(int first, DlmsData.BitString bits) {
        List<String> codes = new ArrayList<>();
        for (int place = 0; place < Math.min(bits.count(), 256); place++) {
            if (isSet(bits, bits.count() - 1 - place)) {
                codes.add("%04X".formatted(first + place));
            }
        }
        return String.join(" ", codes);
    }

    private static boolean isSet(DlmsData.BitString bits, int place) {
        return (bits.octets().at(place / 8) & 0x80 >> place % 8) != 0;
    }
}
