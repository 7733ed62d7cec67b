package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage;

/** What a device has noted since the start: its latest events, the command it heard last, and what it refused and why. */
final class Logbook {

    private static final int EVENTS_KEPT = 20;

    /** The same complaint is not repeated within this time. */
    private static final Duration COMPLAINT = Duration.ofMinutes(1);

    private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    private final Map<Integer, Instant> complaints = new HashMap<>(2);
    private final Deque<String> events = new ArrayDeque<>(0);
    private @Nullable LastCommand last;

    void note(String event, Instant now) {
        events.addLast(now + " " + event);
        if (events.size() > EVENTS_KEPT) {
            events.removeFirst();
        }
    }

    void accepted(GbcsMessage command, Instant now) {
        last = new LastCommand(now, command.messageCode(), command.originator(), null);
    }

    /** @return the alert to be raised about it; null when nobody is to be told, or has been a moment ago */
    @Nullable
    Integer refused(Refusal refusal, GbcsMessage command, Instant now) {
        last = new LastCommand(now, command.messageCode(), command.originator(), refusal);
        refused.merge(refusal, 1, Integer::sum);
        note("%s: command %s, code %04X".formatted(refusal, command.requestId(), command.messageCode()), now);
        Integer alert = refusal.alert();
        Instant told = alert == null ? null : complaints.get(alert);
        if (alert == null || told != null && now.isBefore(told.plus(COMPLAINT))) {
            return null;
        }
        complaints.put(alert, now);
        return alert;
    }

    Map<Refusal, Integer> refused() {
        return refused;
    }

    List<String> events() {
        return List.copyOf(events);
    }

    @Nullable
    LastCommand last() {
        return last;
    }
}
