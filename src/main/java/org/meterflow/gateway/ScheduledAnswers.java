package org.meterflow.gateway;

import java.time.Clock;
import java.util.Optional;
import org.meterflow.access.AccessDecision;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.schedule.ScheduledRead;
import org.meterflow.gateway.schedule.ScheduledRead.State;
import org.meterflow.gateway.schedule.ScheduledReadBook;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.MeterUnreachable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** Tells users what came of the reads that their schedules made. */
@Component
class ScheduledAnswers {

    private final ScheduledReadBook reads;
    private final RightToAnswers rights;
    private final Callbacks callbacks;
    private final ScheduleAlerts alerts;
    private final Clock clock;

    ScheduledAnswers(
            ScheduledReadBook reads, RightToAnswers rights, Callbacks callbacks, ScheduleAlerts alerts, Clock clock) {
        this.reads = reads;
        this.rights = rights;
        this.callbacks = callbacks;
        this.alerts = alerts;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(MeterAnswered answered) {
        reads.sent(answered.reference()).ifPresent(read -> {
            Optional<AccessDecision> lost = rights.lost(read.owner(), read.variant(), read.device());
            if (lost.isPresent()) {
                String reason = lost.get().sentence();
                reads.settle(answered.reference(), State.REFUSED, reason);
                alerts.commandFailed(read.requestId(), read.schedule(), reason);
            } else {
                reads.settle(answered.reference(), State.ANSWERED, "The device has answered");
                tell(read, answered.message());
            }
        });
    }

    private void tell(ScheduledRead read, byte[] message) {
        ResponseDocument document =
                ResponseDocument.alert(read.requestId().response().toString(), clock.instant());
        Element content = ResponseDocument.add(
                document.responseMessage(read.serviceReference(), read.variant()), "DSPScheduledMessage");
        GbcsPayload.add(content, message);
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
        reads.settle(unreachable.reference(), State.FAILED, unreachable.reason())
                .ifPresent(read -> alerts.commandFailed(read.requestId(), read.schedule(), unreachable.reason()));
    }
}
