package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.meterflow.gbcs.Surroundings.ElectricityVariant;

/**
 * Which events a meter is to report, sound or log: 256 bits say which events the request speaks of, 256 more whether
 * each is wanted. The last bit of each half is the event whose code ends with 00.
 */
final class AlertSettings {

    private static final int BITS = 256;
    private static final Pattern EVENT = Pattern.compile("x[0-9A-Fa-f]{4}");

    /** A supplier's alerts always include what becomes of top-ups typed in wrongly; unwanted unless it asks for them. */
    private static final List<Integer> ALWAYS_NAMED = List.of(0x81C4, 0x81C5);

    private AlertSettings() {}

    static DlmsData any(Template.Context context) {
        return data(context, List.of());
    }

    static DlmsData supplierAlerts(Template.Context context) {
        return data(context, ALWAYS_NAMED);
    }

    private static DlmsData data(Template.Context context, List<Integer> alwaysNamed) {
        Map<Integer, Boolean> wanted = new TreeMap<>();
        alwaysNamed.forEach(event -> wanted.put(event, false));
        for (RequestPart event : events(context)) {
            wanted.put(Integer.parseInt(event.name().substring(1), 16), isWanted(event));
        }
        byte[] bits = new byte[2 * BITS / 8];
        wanted.forEach((event, on) -> {
            int place = event % BITS;
            set(bits, BITS - 1 - place);
            if (on) {
                set(bits, 2 * BITS - 1 - place);
            }
        });
        return new DlmsData.BitString(2 * BITS, Octets.owning(bits));
    }

    private static void set(byte[] bits, int place) {
        bits[place / 8] |= (byte) (0x80 >> place % 8);
    }

    private static boolean isWanted(RequestPart event) {
        return switch (event.text()) {
            case "Enable" -> true;
            case "Disable" -> false;
            default ->
                throw new MissingParameter(
                        "%s is neither enabled nor disabled but '%s'".formatted(event.name(), event.text()));
        };
    }

    private static List<RequestPart> events(Template.Context context) {
        List<RequestPart> found = new ArrayList<>();
        collect(context.request(), context.surroundings().electricity(), found);
        return found;
    }

    /** Groups of events that meters of another build have are passed over. */
    private static void collect(RequestPart part, ElectricityVariant variant, List<RequestPart> found) {
        for (RequestPart inner : part.parts()) {
            if (EVENT.matcher(inner.name()).matches()) {
                found.add(inner);
            } else if (concerns(inner.name(), variant)) {
                collect(inner, variant, found);
            }
        }
    }

    private static boolean concerns(String group, ElectricityVariant variant) {
        if (group.endsWith("PolyPhase")) {
            return variant == ElectricityVariant.POLYPHASE;
        }
        if (group.endsWith("SinglePhase")) {
            return variant != ElectricityVariant.POLYPHASE;
        }
        return !group.contains("Twin") || variant == ElectricityVariant.TWIN;
    }
}
