package org.meterflow.gateway;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.gateway.schedule.Schedule;
import org.meterflow.gateway.schedule.ScheduleBook;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends users' schedules where their right to a device has ended, and takes them up again where it comes back. */
@Component
public class Schedules {

    private final ScheduleBook book;
    private final AccessControl access;
    private final ScheduleAlerts alerts;
    private final GatewaySettings settings;
    private final Clock clock;

    Schedules(ScheduleBook book, AccessControl access, ScheduleAlerts alerts, GatewaySettings settings, Clock clock) {
        this.book = book;
        this.access = access;
        this.alerts = alerts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Ends the schedules of this device whose users may no longer make the reads, and tells each user. What is on its
     * way to the device is decided again when the device has answered.
     *
     * @return the ids of those that ended
     */
    @Transactional
    public List<Long> removeWhereRightHasEnded(Eui64 device) {
        return book.of(device).stream()
                .filter(this::removeIfRightHasEnded)
                .map(Schedule::id)
                .toList();
    }

    public List<Long> running(Eui64 device) {
        return book.of(device).stream().map(Schedule::id).toList();
    }

    /**
     * Has a schedule run again that ended because its user's right did, if the user has that right once more: not what the user
     * had deleted, nor what would never run.
     *
     * @return the id of the new schedule
     */
    @Transactional
    public Optional<Long> takeUpAgain(long id) {
        return book.findEnded(id).flatMap(this::takeUpAgain);
    }

    private Optional<Long> takeUpAgain(Schedule ended) {
        book.lock(ended.owner(), ended.device());
        int next = ended.terms().firstNotBefore(clock.instant());
        boolean runs = ended.terms().occurrence(next).isPresent();
        boolean room = book.of(ended.owner(), ended.device()).size()
                < settings.schedules().most();
        return runs && room && right(ended).permitted() ? Optional.of(book.takeUpAgain(ended, next)) : Optional.empty();
    }

    /** Ends every schedule of a device that is served no more, and tells each user. */
    @Transactional
    public void removeAll(Eui64 device, String reason) {
        book.of(device).forEach(schedule -> remove(schedule, reason));
    }

    private boolean removeIfRightHasEnded(Schedule schedule) {
        AccessDecision decision = right(schedule);
        return hasEnded(decision) && remove(schedule, decision.sentence());
    }

    /** Whether its user may make the read now. */
    AccessDecision right(Schedule schedule) {
        return access.decide(new AccessRequest(
                schedule.owner(), schedule.terms().variant(), schedule.device(), null, clock.instant(), null));
    }

    /** For good, and not only because something is not known for certain, or the device is not ready. */
    static boolean hasEnded(AccessDecision right) {
        return right.code().equals(ResponseCode.NO_RIGHT.code()) && !right.stale();
    }

    boolean remove(Schedule schedule, String reason) {
        boolean ended = book.end(schedule.id(), reason);
        if (ended) {
            alerts.scheduleRemoved(schedule.owner(), schedule.device(), schedule.id());
        }
        return ended;
    }
}
