package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.gbcs.Gbz.Component;

/** Tells a gas meter what to do at which event: one command for all events that share a behaviour (GCS20). */
final class EventBehaviours {

    private static final int DEVICE_MANAGEMENT = 0x0708;
    private static final int SET_EVENT_CONFIGURATION = 0x04;
    private static final int APPLY_BY_LIST = 0x00;

    private static final int GENERAL_LOG = 0x03;
    private static final int TO_THE_SUPPLIER = 0x08;
    private static final int TO_THE_HOME = 0x10;
    private static final int ALARM = 0x40;

    /** Behaviours stand in the order of the first event they have in this list; events it lacks come last. */
    private static final List<String> ORDER =
            List.of("x81AA", "x81AB", "x810E", "x81BD", "x81BE", "x81BF", "x81C0", "x8161", "x8162", "x81C4", "x81C6");

    private EventBehaviours() {}

    static void add(Template.Context context, List<Component> components) {
        List<RequestPart> events = context
                .request()
                .first("GasSupplierAlertEventSettings")
                .orElseThrow(() -> new MissingParameter(
                        "GasSupplierAlertEventSettings", context.request().name()))
                .parts()
                .stream()
                .sorted(Comparator.comparingInt(EventBehaviours::rank).thenComparing(RequestPart::name))
                .toList();
        Map<Integer, List<Integer>> byBehaviour = new LinkedHashMap<>();
        for (RequestPart event : events) {
            byBehaviour
                    .computeIfAbsent(behaviour(event), none -> new ArrayList<>())
                    .add(code(event));
        }
        byBehaviour.forEach((behaviour, codes) -> components.add(Component.of(
                DEVICE_MANAGEMENT,
                0x09,
                components.size(),
                SET_EVENT_CONFIGURATION,
                content(context, behaviour, codes))));
    }

    private static int rank(RequestPart event) {
        int place = ORDER.indexOf(event.name());
        return place < 0 ? ORDER.size() : place;
    }

    private static int behaviour(RequestPart event) {
        return (isEnabled(event, "WANAlert") ? TO_THE_SUPPLIER : 0)
                | (isEnabled(event, "HANAlert") ? TO_THE_HOME : 0)
                | (isEnabled(event, "EventLog") ? GENERAL_LOG : 0)
                | (isEnabled(event, "Alarm") ? ALARM : 0);
    }

    private static boolean isEnabled(RequestPart event, String way) {
        return event.value(way).filter("Enable"::equals).isPresent();
    }

    private static int code(RequestPart event) {
        try {
            return Integer.parseInt(event.name().substring(1), 16);
        } catch (NumberFormatException notHex) {
            throw new MissingParameter("'%s' is no event".formatted(event.name()));
        }
    }

    private static Octets content(Template.Context context, int behaviour, List<Integer> codes) {
        OctetWriter writer = new OctetWriter()
                .littleEndian(DlmsTime.secondsSince2000(context.surroundings().now()), 4)
                .littleEndian(0, 4)
                .u8(behaviour)
                .u8(APPLY_BY_LIST)
                .u8(codes.size());
        codes.stream().sorted().forEach(code -> writer.littleEndian(code, 2));
        return writer.toOctets();
    }
}
