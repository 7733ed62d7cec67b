package org.meterflow.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.meterflow.access.AccessDecision;
import org.meterflow.gateway.schedule.Schedule;
import org.meterflow.gateway.schedule.ScheduleBook;
import org.meterflow.gateway.schedule.ScheduledRead;
import org.meterflow.gateway.schedule.ScheduledRead.State;
import org.meterflow.gateway.schedule.ScheduledReadBook;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the reads that schedules have made due, each once. */
@Component
class ScheduledReads implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(ScheduledReads.class);

    private final ScheduleBook book;
    private final ScheduledReadBook reads;
    private final Schedules schedules;
    private final Meters meters;
    private final ScheduleAlerts alerts;
    private final GatewaySettings settings;
    private final Clock clock;

    ScheduledReads(
            ScheduleBook book,
            ScheduledReadBook reads,
            Schedules schedules,
            Meters meters,
            ScheduleAlerts alerts,
            GatewaySettings settings,
            Clock clock) {
        this.book = book;
        this.reads = reads;
        this.schedules = schedules;
        this.meters = meters;
        this.alerts = alerts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean takeUpNext() {
        Optional<Schedule> due = book.nextDue();
        due.ifPresent(this::takeUp);
        return due.isPresent();
    }

    private void takeUp(Schedule schedule) {
        Instant oldest = clock.instant().minus(settings.schedules().answerWithin());
        if (!schedule.nextAt().isAfter(oldest)) {
            skip(schedule, oldest);
            return;
        }
        AccessDecision decision = schedules.right(schedule);
        if (decision.permitted()) {
            read(schedule, decision.sentence());
        } else if (Schedules.hasEnded(decision)) {
            schedules.remove(schedule, decision.sentence());
            return;
        } else {
            ScheduledRead refused = reads.note(schedule, schedule.nextAt(), State.REFUSED, decision.sentence());
            alerts.commandFailed(refused.requestId(), schedule.id(), decision.sentence());
        }
        book.moveTo(schedule, schedule.occurrence() + 1);
    }

    /** What nobody made while it was still of use is not made at all, however often it would have been due. */
    private void skip(Schedule schedule, Instant oldest) {
        int next = schedule.terms().firstNotBefore(oldest.plusMillis(1));
        String reason = (next - schedule.occurrence()) + " reads due before " + oldest + " were not made";
        reads.note(schedule, schedule.nextAt(), State.MISSED, reason);
        book.moveTo(schedule, next);
        log.warn("Schedule {}: {}", schedule.id(), reason);
    }

    private void read(Schedule schedule, String permission) {
        Instant due = schedule.nextAt();
        ScheduledRead read = reads.note(schedule, due, State.SENT, permission);
        meters.ask(new MeterCommand(
                read.reference(),
                schedule.device(),
                ScheduledService.of(read.variant())
                        .orElseThrow()
                        .read(
                                schedule.terms().period(),
                                due.atZone(ZoneOffset.UTC).toLocalDate()),
                new OnBehalfOf.UnknownUser(schedule.owner(), read.requestId().counter()),
                Duration.between(clock.instant(), due.plus(settings.schedules().answerWithin())),
                settings.attempts()));
    }
}
