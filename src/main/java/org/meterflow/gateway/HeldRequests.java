package org.meterflow.gateway;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.calendar.ClockMoved;
import org.meterflow.gateway.duis.DuisRequest;
import org.meterflow.gateway.duis.XmlText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes up future-dated requests when their time has come, and decides again whether they may be carried out. */
@Component
class HeldRequests implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HeldRequests.class);

    private final RequestBook book;
    private final ServiceRequests requests;
    private final AccessControl access;
    private final ServiceDesk desk;
    private final Callbacks callbacks;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final GatewaySettings settings;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService rounds;

    HeldRequests(
            RequestBook book,
            ServiceRequests requests,
            AccessControl access,
            ServiceDesk desk,
            Callbacks callbacks,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            GatewaySettings settings,
            Clock clock) {
        this.book = book;
        this.requests = requests;
        this.access = access;
        this.desk = desk;
        this.callbacks = callbacks;
        this.transaction = transaction;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(HeldRequests::thread);
        long pause = settings.heldRequestsEvery().toMillis();
        started.scheduleWithFixedDelay(this::takeUpAllDue, pause, pause, TimeUnit.MILLISECONDS);
        rounds = started;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "held-requests");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = rounds;
        rounds = null;
        if (stopping != null) {
            stopping.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    private void takeUpAllDue() {
        try {
            while (Boolean.TRUE.equals(transaction.execute(status -> takeUpNext()))) {
                log.debug("A held request was taken up");
            }
        } catch (RuntimeException failure) {
            log.warn("A held request could not be taken up, and will be tried again: {}", String.valueOf(failure));
        }
    }

    @EventListener
    void on(ClockMoved moved) {
        ScheduledExecutorService running = rounds;
        if (running != null) {
            running.execute(this::takeUpAllDue);
        }
    }

    private boolean takeUpNext() {
        Optional<ServiceRequest> due = book.nextDue();
        due.ifPresent(this::takeUp);
        return due.isPresent();
    }

    private void takeUp(ServiceRequest held) {
        DuisRequest request = DuisRequest.of(XmlText.parse(requests.document(held.number())));
        Content content = ContentReader.read(request);
        AccessDecision decision = access.decide(desk.accessTo(request, content));
        if (!decision.permitted()) {
            fail(held, request, decision.code(), decision.sentence());
            return;
        }
        Outcome outcome = desk.execute(held.number(), request, content);
        book.move(held, outcome.state());
        log.info("Request {} was taken up: {}. {}", request.id(), decision.sentence(), outcome.reason());
    }

    private void fail(ServiceRequest held, DuisRequest request, String code, String reason) {
        book.move(held, ServiceRequest.State.FAILED);
        callbacks.answer(held, Callbacks.Kind.FAILURE, code, reason, message -> {});
        events.publishEvent(
                new ServiceRequestEnded(held.number(), request.id(), request.variant(), code, reason, clock.instant()));
        log.info("Request {} was not carried out, {}: {}", request.id(), code, reason);
    }
}
