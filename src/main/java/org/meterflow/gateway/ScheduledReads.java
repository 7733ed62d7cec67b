package org.meterflow.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.meterflow.access.AccessDecision;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.schedule.Schedule;
import org.meterflow.gateway.schedule.ScheduleBook;
import org.meterflow.gateway.schedule.ScheduledRead;
import org.meterflow.gateway.schedule.ScheduledRead.State;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.MeterUnreachable;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** Makes the reads that schedules have made due, each once, and tells their users what came of them. */
@Component
class ScheduledReads implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(ScheduledReads.class);

    private final ScheduleBook book;
    private final Schedules schedules;
    private final RightToAnswers rights;
    private final Meters meters;
    private final Callbacks callbacks;
    private final DccAlerts alerts;
    private final GatewaySettings settings;
    private final Clock clock;

    ScheduledReads(
            ScheduleBook book,
            Schedules schedules,
            RightToAnswers rights,
            Meters meters,
            Callbacks callbacks,
            DccAlerts alerts,
            GatewaySettings settings,
            Clock clock) {
        this.book = book;
        this.schedules = schedules;
        this.rights = rights;
        this.meters = meters;
        this.callbacks = callbacks;
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
            ScheduledRead refused = book.note(schedule, schedule.nextAt(), State.REFUSED, decision.sentence());
            alerts.commandFailed(refused.requestId(), schedule.id(), decision.sentence());
        }
        book.moveTo(schedule, schedule.occurrence() + 1);
    }

    /** What nobody made while it was still of use is not made at all, however often it would have been due. */
    private void skip(Schedule schedule, Instant oldest) {
        int next = schedule.terms().firstNotBefore(oldest.plusMillis(1));
        String reason = (next - schedule.occurrence()) + " reads due before " + oldest + " were not made";
        book.note(schedule, schedule.nextAt(), State.MISSED, reason);
        book.moveTo(schedule, next);
        log.warn("Schedule {}: {}", schedule.id(), reason);
    }

    private void read(Schedule schedule, String permission) {
        Instant due = schedule.nextAt();
        ScheduledRead read = book.note(schedule, due, State.SENT, permission);
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

    @EventListener
    @Transactional
    void on(MeterAnswered answered) {
        book.sent(answered.reference()).ifPresent(read -> {
            Optional<AccessDecision> lost = rights.lost(read.owner(), read.variant(), read.device());
            if (lost.isPresent()) {
                String reason = lost.get().sentence();
                book.settle(answered.reference(), State.REFUSED, reason);
                alerts.commandFailed(read.requestId(), read.schedule(), reason);
            } else {
                book.settle(answered.reference(), State.ANSWERED, "The device has answered");
                tell(read, answered.message());
            }
        });
    }

    private void tell(ScheduledRead read, byte[] message) {
        ResponseDocument document =
                ResponseDocument.alert(read.requestId().response().toString(), clock.instant());
        Element content = ResponseDocument.add(
                document.responseMessage(read.serviceReference(), read.variant()), "DSPScheduledMessage");
        ResponseDocument.add(content, "GBCSPayload", Base64.getEncoder().encodeToString(message));
        ResponseDocument.add(content, "DSPScheduleID", Long.toString(read.schedule()));
        callbacks.alert(
                read.owner(),
                read.device(),
                Callbacks.Kind.SCHEDULED,
                "The device has answered what schedule " + read.schedule() + " asks",
                document);
    }

    @EventListener
    @Transactional
    void on(MeterUnreachable unreachable) {
        book.settle(unreachable.reference(), State.FAILED, unreachable.reason())
                .ifPresent(read -> alerts.commandFailed(read.requestId(), read.schedule(), unreachable.reason()));
    }
}
