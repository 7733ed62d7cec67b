package org.meterflow.process.servicerequest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.metering.CannotBeAsked;
import org.meterflow.metering.CommandState;
import org.meterflow.metering.CommandTookEffect;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.MeterUnreachable;
import org.meterflow.metering.Meters;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.servicerequest.RequestedService.State;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/service-request.bpmn}, in diagram order, and the meter's facts that wake it. */
@Component
@Drawn(tells = {"meterAnswered", "hubBack"})
public class ServiceRequest {

    static final String PROCESS = "serviceRequest";

    private final RequestedServices requests;
    private final AccessControl access;
    private final Objections objections;
    private final Commands commands;
    private final Meters meters;
    private final Cases cases;
    private final Timeline timeline;
    private final ServiceRequestSettings settings;
    private final Clock clock;

    ServiceRequest(
            RequestedServices requests,
            AccessControl access,
            Objections objections,
            Commands commands,
            Meters meters,
            Cases cases,
            Timeline timeline,
            ServiceRequestSettings settings,
            Clock clock) {
        this.requests = requests;
        this.access = access;
        this.objections = objections;
        this.commands = commands;
        this.meters = meters;
        this.cases = cases;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    /** Prepares a request; the caller's call activity then runs the process with the request's id. */
    public void prepare(ServiceOrder order) {
        requests.add(order, clock.instant());
    }

    public Optional<RequestedService> find(String id) {
        return requests.find(id);
    }

    /** All requests made for a case, in the order they were made. */
    public List<RequestedService> of(CaseKey parent) {
        return requests.of(parent);
    }

    // ── the steps ──

    /**
     * Decided for the moment the request takes effect, so that a coming supplier may prepare, and nobody outstays: from
     * the moment the order names, it is the later requester who asks.
     */
    public String checkAccess(String caseId) {
        RequestedService request = require(caseId);
        AccessDecision decision = access.decide(new AccessRequest(
                request.requester(takesEffect(request)),
                request.order().service(),
                request.device(),
                request.mpxn(),
                clock.instant(),
                takesEffect(request)));
        State state = decision.permitted() ? State.REQUESTED : decision.stale() ? State.HELD : State.REFUSED;
        requests.decided(caseId, state, decision.code(), decision.sentence());
        Optional<String> objection = decision.permitted() ? objections.to(request) : Optional.empty();
        objection.ifPresent(reason -> requests.objected(caseId, reason));
        return objection.isPresent()
                ? "REFUSED"
                : decision.permitted() ? "PERMITTED" : decision.stale() ? "STALE" : "REFUSED";
    }

    private Instant takesEffect(RequestedService request) {
        return request.takesEffect(clock.instant());
    }

    public Date lookAgainAt(String caseId) {
        return Date.from(clock.instant().plus(settings.staleDataLookedAtEvery()));
    }

    public void noteRefusal(String caseId) {
        RequestedService request = require(caseId);
        note(
                request,
                StoryKind.DECISION,
                "Refused: " + request.order().words(),
                request.refusal().orElse(""));
    }

    public boolean isDue(String caseId) {
        return !timeToSend(caseId).toInstant().isAfter(clock.instant());
    }

    public Date timeToSend(String caseId) {
        RequestedService request = require(caseId);
        Instant executeAt = request.executeAt();
        return Date.from(executeAt == null ? request.requestedAt() : executeAt.minus(sentBefore(request)));
    }

    /** Where the command carries no date of its own, the DCC keeps it until then. */
    private Duration sentBefore(RequestedService request) {
        return request.isOther() ? Duration.ZERO : settings.sentBeforeExecution();
    }

    static String reference(String caseId, int ask) {
        return caseId + "#" + ask;
    }

    /** Queues the command; while one is under way, this changes nothing. */
    public void askMeter(String caseId) {
        RequestedService request = require(caseId);
        if (request.state() == State.ASKED || request.state() == State.ACCEPTED) {
            return;
        }
        String reference = reference(caseId, request.isSigned() ? 1 : request.asks() + 1);
        requests.asked(caseId, reference);
        commands.ask(reference, request);
        note(
                request,
                StoryKind.METER,
                request.asking(),
                "Device " + request.device() + ", on behalf of " + request.requester(takesEffect(request)));
    }

    public Date timeToLook(String caseId) {
        RequestedService request = require(caseId);
        Duration patience = commands.answerWithin(request).plus(settings.lookAfter());
        return Date.from(takesEffect(request).plus(patience));
    }

    /**
     * @return ANSWERED, WAITING or SILENT
     * @throws CannotBeAsked when a key of the DCC's own is missing: that is no silence of the meter
     */
    public String noteAnswer(String caseId) {
        RequestedService request = require(caseId);
        if (request.state() == State.ANSWERED) {
            return Found.ANSWERED.name();
        }
        Found found = request.state() == State.SILENT ? Found.SILENT : lookUp(request);
        if (found == Found.SILENT) {
            Optional.ofNullable(request.commandReference()).ifPresent(meters::requireOwnKeys);
        }
        return found.name();
    }

    /** What the meter module knows of the command, should its news not have arrived here. */
    private Found lookUp(RequestedService request) {
        CommandState command = Optional.ofNullable(request.commandReference())
                .flatMap(meters::find)
                .orElse(null);
        if (command == null) {
            requests.silent(request.id(), "We did not queue the command");
            return Found.SILENT;
        }
        if (command.settledAt() == null) {
            return Found.WAITING;
        }
        if (command.values() != null || request.isSigned() && command.stage() == CommandState.Stage.ANSWERED) {
            return take(request, command.values(), command.settledAt()) ? Found.ANSWERED : Found.SILENT;
        }
        requests.silent(request.id(), command.reason() == null ? "No answer" : command.reason());
        return Found.SILENT;
    }

    private enum Found {
        ANSWERED,
        WAITING,
        SILENT
    }

    /**
     * What was asked before its time, because a hub had come back, leaves the plan as it is.
     *
     * @return PLANNED or EXHAUSTED
     */
    public String planRetry(String caseId) {
        RequestedService request = require(caseId);
        Instant planned = request.nextAttemptAt();
        boolean early = planned != null && planned.isAfter(clock.instant());
        int attempt = early ? request.attempt() : request.attempt() + 1;
        Optional<Instant> next = early
                ? Optional.ofNullable(planned)
                : settings.waitBefore(attempt).map(wait -> clock.instant().plus(wait));
        requests.planned(caseId, attempt, next.orElse(null));
        note(
                request,
                StoryKind.METER,
                "The meter is silent",
                Objects.requireNonNullElse(request.reason(), "It gave no reason")
                        + next.map(at -> ". We ask again on " + at).orElse(". A person decides"));
        return next.isPresent() ? "PLANNED" : "EXHAUSTED";
    }

    public Date nextAttempt(String caseId) {
        Instant next = require(caseId).nextAttemptAt();
        return Date.from(next == null ? clock.instant() : next);
    }

    public Date silenceDue(String caseId) {
        return Date.from(clock.instant().plus(settings.personAnswersWithin()));
    }

    /** A person has the meter asked again, or gives up. */
    public List<FieldError> resolveSilentMeter(String caseId, Form form) {
        RequestedService request = require(caseId);
        String decision = form.text("decision");
        if (!decision.equals("askAgain") && !decision.equals("giveUp")) {
            return List.of(new FieldError("decision", "Choose whether to ask the meter again"));
        }
        if (form.text("reason").length() < 10) {
            return List.of(new FieldError("reason", "Say why, in at least 10 characters"));
        }
        if (decision.equals("giveUp")) {
            requests.givenUp(caseId, form.text("reason"));
        } else {
            requests.planned(caseId, 0, null);
        }
        timeline.note(
                request.parent(),
                StoryKind.PERSON,
                decision.equals("giveUp") ? "Gave up the request" : "Had the meter asked again",
                request.order().words() + ": " + form.text("reason"),
                form.actor());
        return List.of();
    }

    public boolean givenUp(String caseId) {
        return require(caseId).state() == State.GIVEN_UP;
    }

    public void noteGivenUp(String caseId) {
        RequestedService request = require(caseId);
        note(
                request,
                StoryKind.METER,
                request.isOther()
                        ? "No answer: " + request.order().words()
                        : "No " + request.order().words(),
                Objects.requireNonNullElse(request.reason(), ""));
    }

    // ── the meter's facts ──

    @EventListener
    void on(MeterAnswered fact) {
        requests.byCommand(fact.reference()).ifPresent(request -> {
            if (fact.answer() instanceof MeterAnswer.CredentialsAccepted) {
                requests.accepted(request.id());
            } else if (fact.answer() == null && !request.isSigned()) {
                requests.silent(request.id(), "The answer is encrypted for somebody else");
                wake(request);
            } else {
                take(request, fact.answer(), fact.at());
                wake(request);
            }
        });
    }

    @EventListener
    void on(CommandTookEffect fact) {
        MeterAnswer outcome = fact.outcome();
        if (outcome == null) {
            return;
        }
        requests.byCommand(fact.reference()).ifPresent(request -> {
            take(request, outcome, fact.at());
            wake(request);
        });
    }

    @EventListener
    void on(MeterUnreachable fact) {
        requests.byCommand(fact.reference()).ifPresent(request -> {
            requests.silent(request.id(), fact.reason());
            wake(request);
        });
    }

    /** @param answer null where only the user who has signed the command can read it */
    private boolean take(RequestedService request, @Nullable MeterAnswer answer, Instant at) {
        if (request.isSigned() || request.isOther()) {
            return takeOutcome(request, answer, at);
        }
        String refusal = answer == null ? "There is no answer to read" : Answers.refusal(answer);
        if (answer == null || refusal != null) {
            requests.silent(request.id(), Objects.requireNonNullElse(refusal, ""));
            return false;
        }
        requests.answered(request.id(), Answers.values(answer), at, null);
        note(request, StoryKind.METER, "The meter gave its " + request.order().words(), "Device " + request.device());
        return true;
    }

    /** A no of the device is an answer too: to be asked again would not change it. */
    private boolean takeOutcome(RequestedService request, @Nullable MeterAnswer answer, Instant at) {
        String undone = answer == null ? null : Answers.undone(answer, request.isQuestion());
        requests.answered(request.id(), answer == null ? Map.of() : Answers.values(answer), at, undone);
        String what = request.isSigned()
                ? " the signed command"
                : ": " + request.order().words();
        note(
                request,
                StoryKind.METER,
                (undone == null ? "The device answered" : "The device refused") + what,
                Objects.requireNonNullElse(undone, "Device " + request.device()));
        return true;
    }

    private void wake(RequestedService request) {
        cases.tell(new CaseKey(PROCESS, request.id()), "meterAnswered");
    }

    private void note(RequestedService request, StoryKind kind, String title, String detail) {
        timeline.note(request.parent(), kind, title, detail, Timeline.PLATFORM);
    }

    private RequestedService require(String caseId) {
        return requests.find(caseId)
                .orElseThrow(() -> new IllegalStateException("There is no service request " + caseId));
    }
}
