package org.meterflow.process.signedcommand;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.gbcs.MeterRequest.SignedPreCommand;
import org.meterflow.identifier.Reason;
import org.meterflow.metering.CannotBeAsked;
import org.meterflow.metering.Meters;
import org.meterflow.party.Parties;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.process.servicerequest.Withdrawals;
import org.meterflow.process.signedcommand.WantedCommand.Refuser;
import org.meterflow.process.signedcommand.WantedCommand.State;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code bpmn/signed-command.bpmn}, in diagram order, and the way in for those who call it: {@link #prepare},
 * then a call activity with the id, then {@link #find} and {@link #answer}.
 */
@Component
@Drawn
public class SignedCommand {

    static final String PROCESS = "signedCommand";
    static final String SENT = ":sent";

    private final WantedCommands commands;
    private final PreCommands preCommands;
    private final SignatureNotice notice;
    private final PartyQuestion questions;
    private final ServiceRequest requests;
    private final Withdrawals withdrawals;
    private final ServiceCatalogue catalogue;
    private final AccessControl access;
    private final Parties parties;
    private final Meters meters;
    private final Timeline timeline;
    private final SignedCommandSettings settings;
    private final Clock clock;

    SignedCommand(
            WantedCommands commands,
            PreCommands preCommands,
            SignatureNotice notice,
            PartyQuestion questions,
            ServiceRequest requests,
            Withdrawals withdrawals,
            ServiceCatalogue catalogue,
            AccessControl access,
            Parties parties,
            Meters meters,
            Timeline timeline,
            SignedCommandSettings settings,
            Clock clock) {
        this.commands = commands;
        this.preCommands = preCommands;
        this.notice = notice;
        this.questions = questions;
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.catalogue = catalogue;
        this.access = access;
        this.parties = parties;
        this.meters = meters;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Prepares a command; the caller's call activity then runs the process with the id.
     *
     * @return the order's id
     * @throws IllegalArgumentException when the order is none of a critical service, to be carried out at once
     */
    public String prepare(CommandOrder order) {
        Service service = catalogue
                .find(order.service())
                .filter(Service::critical)
                .orElseThrow(() -> new IllegalArgumentException("Service " + order.service()
                        + " is none that its supplier signs: ask for it with a service request"));
        if (!order.body().name().equals(service.bodyElement())) {
            throw new IllegalArgumentException("The body of %s is a %s, not a %s"
                    .formatted(service, service.bodyElement(), order.body().name()));
        }
        if (order.body().has("ExecutionDateTime")) {
            throw new IllegalArgumentException("A signed command is carried out at once: wait for its date first");
        }
        commands.add(order, clock.instant());
        return order.id();
    }

    public Optional<WantedCommand> find(String id) {
        return commands.find(id);
    }

    /** What the device said, as names and values; empty before, and where the answer is for the supplier alone. */
    public Map<String, String> answer(String id) {
        return requests.find(id + SENT).map(RequestedService::answer).orElse(Map.of());
    }

    /**
     * Takes back what has not ended, for a caller that waits no longer: no signature is taken any more, and what waits in a
     * queue is not sent. What has been sent cannot be called back.
     */
    public void withdraw(String id, String reason) {
        WantedCommand wanted = require(id);
        if (wanted.state().ended()) {
            return;
        }
        requests.find(wanted.request()).ifPresent(request -> withdrawals.withdraw(request, reason));
        boolean unsigned = wanted.signed() == null;
        commands.ended(id, unsigned ? State.EXPIRED : State.SILENT, reason, clock.instant());
    }

    // ── the steps ──

    /** @return BUILT, REFUSED, or STALE while the registration data is too old to decide on */
    public String prepareCommand(String caseId) {
        WantedCommand wanted = require(caseId);
        CommandOrder order = wanted.order();
        AccessDecision decision = access.decide(new AccessRequest(
                order.supplier(), order.service(), order.device(), order.mpxn(), clock.instant(), null));
        if (decision.stale()) {
            commands.held(caseId);
            return "STALE";
        }
        if (!decision.permitted()) {
            return refused(wanted, Refuser.ACCESS, decision.sentence());
        }
        Optional<String> distrust = meters.distrust(order.device(), order.supplier());
        return distrust.map(fault -> refused(wanted, Refuser.PLATFORM, fault)).orElseGet(() -> build(wanted));
    }

    private String build(WantedCommand wanted) {
        try {
            Instant signBy = Objects.requireNonNullElseGet(
                    wanted.order().signBy(), () -> clock.instant().plus(settings.signWithin()));
            commands.built(wanted.id(), preCommands.build(wanted.order()).encode(), signBy);
            return "BUILT";
        } catch (CannotBeAsked impossible) {
            return refused(wanted, Refuser.PLATFORM, Reason.of(impossible));
        }
    }

    private String refused(WantedCommand wanted, Refuser by, String reason) {
        commands.refused(wanted.id(), by, reason, clock.instant());
        return "REFUSED";
    }

    public Date lookAgainAt(String caseId) {
        return requests.lookAgainAt(caseId);
    }

    /** @return the question's id */
    public String askSupplier(String caseId) {
        WantedCommand wanted = require(caseId);
        CommandOrder order = wanted.order();
        String party = parties.ofUser(order.supplier()).orElseThrow().id();
        return questions.prepare(
                wanted.key(), party, SignatureNotice.NAME, wanted.id(), notice.of(wanted), wanted.signBy());
    }

    /** @return SIGNED, REFUSED or EXPIRED */
    public String noteSignature(String caseId) {
        WantedCommand wanted = require(caseId);
        if (wanted.state() == State.ASKED) {
            commands.ended(
                    caseId,
                    State.EXPIRED,
                    "The supplier did not sign until " + BusinessCalendar.inWords(wanted.signBy()),
                    clock.instant());
            return State.EXPIRED.name();
        }
        return wanted.state().name();
    }

    public void noteRefusal(String caseId) {
        note(require(caseId), "Not sent");
    }

    public void noteExpiry(String caseId) {
        note(require(caseId), "Not signed in time");
    }

    /** @return the service request's id */
    public String sendCommand(String caseId) {
        WantedCommand wanted = require(caseId);
        CommandOrder order = wanted.order();
        SignedPreCommand command = new SignedPreCommand(order.service(), Objects.requireNonNull(wanted.signed()));
        requests.prepare(ServiceOrder.signed(
                wanted.request(), wanted.key(), command, order.device(), order.mpxn(), order.supplier()));
        return wanted.request();
    }

    /** @return ANSWERED, REFUSED or SILENT */
    public String noteOutcome(String caseId) {
        WantedCommand wanted = require(caseId);
        RequestedService request = requests.find(wanted.request()).orElseThrow();
        switch (request.state()) {
            case ANSWERED -> answered(wanted, request);
            case REFUSED ->
                commands.refused(
                        caseId,
                        Objects.requireNonNullElse(wanted.refusedBy(), Refuser.ACCESS),
                        Objects.requireNonNullElse(
                                request.reason(), Objects.requireNonNullElse(request.accessSentence(), "")),
                        clock.instant());
            default -> commands.ended(caseId, State.SILENT, request.reason(), clock.instant());
        }
        WantedCommand now = require(caseId);
        note(now, now.state() == State.ANSWERED ? "Carried out" : "Not carried out");
        return now.state().name();
    }

    private void answered(WantedCommand wanted, RequestedService request) {
        if (request.reason() == null) {
            commands.ended(wanted.id(), State.ANSWERED, null, clock.instant());
        } else {
            commands.refused(wanted.id(), Refuser.DEVICE, request.reason(), clock.instant());
        }
    }

    /** In the story of the case that wanted it. */
    private void note(WantedCommand wanted, String title) {
        String name = notice.serviceName(wanted.order().service());
        String reason = wanted.reason() == null ? "Device " + wanted.order().device() : wanted.reason();
        timeline.note(wanted.order().parent(), StoryKind.DECISION, title + ": " + name, reason, Timeline.PLATFORM);
    }

    private WantedCommand require(String caseId) {
        return commands.find(caseId).orElseThrow(() -> new IllegalStateException("There is no command " + caseId));
    }
}
