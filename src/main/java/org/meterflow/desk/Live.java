package org.meterflow.desk;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.meterflow.calendar.ClockMoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages what changed, at most once a second. What changed is read from the database, so that it does not
 * matter which node of the platform changed it; what nobody looks at is not read.
 */
@Component
@EnableScheduling
class Live {

    private static final Logger log = LoggerFactory.getLogger(Live.class);
    private static final long FOREVER = 0L;
    private static final long EVERY_MILLIS = 1000;
    private static final int STILL_THERE_EVERY = 20;

    private final Map<Topic, Set<SseEmitter>> listeners = new ConcurrentHashMap<>();
    private final Map<Topic, String> last = new ConcurrentHashMap<>();
    private final PageVersions marks;
    private final Clock clock;
    private int round;

    Live(PageVersions marks, Clock clock) {
        this.marks = marks;
        this.clock = clock;
    }

    /** A stream of events about the topic, and of the platform's clock. */
    SseEmitter listen(Topic topic) {
        SseEmitter emitter = new SseEmitter(FOREVER);
        Set<SseEmitter> group = join(topic, emitter);
        emitter.onCompletion(() -> group.remove(emitter));
        emitter.onTimeout(() -> group.remove(emitter));
        emitter.onError(failure -> group.remove(emitter));
        send(group, emitter, Topic.Kind.CLOCK.event(), clock.instant().toString());
        if (topic.kind() != Topic.Kind.CLOCK) {
            send(group, emitter, topic.kind().event(), marks.of(topic));
        }
        return emitter;
    }

    /** Joins in the same step in which an empty group would be given up: nobody is left in a group that is gone. */
    private Set<SseEmitter> join(Topic topic, SseEmitter emitter) {
        return listeners.compute(topic, (same, present) -> {
            Set<SseEmitter> group = present == null ? new CopyOnWriteArraySet<>() : present;
            group.add(emitter);
            return group;
        });
    }

    @Scheduled(fixedDelay = EVERY_MILLIS)
    void look() {
        listeners
                .keySet()
                .forEach(topic -> listeners.computeIfPresent(topic, (same, group) -> group.isEmpty() ? null : group));
        last.keySet().retainAll(listeners.keySet());
        round++;
        listeners.forEach(this::tell);
    }

    private void tell(Topic topic, Set<SseEmitter> group) {
        String now;
        try {
            now = marks.of(topic);
        } catch (RuntimeException failure) {
            log.warn("Whether {} has changed cannot be told at the moment", topic, failure);
            return;
        }
        String before = last.put(topic, now);
        if (!now.equals(before)) {
            group.forEach(emitter -> send(group, emitter, topic.kind().event(), now));
        } else if (round % STILL_THERE_EVERY == 0) {
            group.forEach(emitter -> send(group, emitter, "alive", ""));
        }
    }

    @EventListener
    void on(ClockMoved moved) {
        listeners
                .values()
                .forEach(group -> group.forEach(emitter -> send(
                        group, emitter, Topic.Kind.CLOCK.event(), moved.now().toString())));
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        listeners.values().forEach(group -> group.forEach(SseEmitter::complete));
        listeners.clear();
    }

    private static void send(Set<SseEmitter> group, SseEmitter emitter, String event, String data) {
        try {
            emitter.send(SseEmitter.event().name(event).data(data));
        } catch (IOException | IllegalStateException gone) {
            group.remove(emitter);
        }
    }
}
