package org.meterflow.process.askdevice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gateway.DccServices;
import org.meterflow.identifier.Reason;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.process.servicerequest.Withdrawals;
import org.meterflow.process.signedcommand.SignedCommand;
import org.meterflow.process.signedcommand.WantedCommand;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/ask-device.bpmn}: a device is asked for a service of the catalogue, until it answers or time is over. */
@Component
@Drawn
@PlacedStep(
        needs = "service",
        may = {"device", "meterPoint", "inTheNameOf", "at", "within", "body"},
        markup = "body",
        check = AskDeviceCheck.class,
        outcomes = {"answered", "refused", "silent", "givenUp", "unsigned"},
        gives = AnswerValues.REASON,
        givesMore = true)
public class AskDevice implements CalledStep {

    private static final String TIME_OVER = "Its time was over";
    private static final String NO_ANSWER = "The device did not answer in time";

    private final DeviceCalls calls;
    private final DeviceOrders orders;
    private final ServiceRequest requests;
    private final Withdrawals withdrawals;
    private final SignedCommand commands;
    private final DccServices dcc;
    private final DeviceEnds ends;
    private final AskDeviceSettings settings;
    private final Clock clock;

    AskDevice(
            DeviceCalls calls,
            DeviceOrders orders,
            ServiceRequest requests,
            Withdrawals withdrawals,
            SignedCommand commands,
            DccServices dcc,
            DeviceEnds ends,
            AskDeviceSettings settings,
            Clock clock) {
        this.calls = calls;
        this.orders = orders;
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.commands = commands;
        this.dcc = dcc;
        this.ends = ends;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String process() {
        return DeviceCall.PROCESS;
    }

    @Override
    public String prepare(Call call) {
        return calls.of(call.parent(), call.box(), call.visit()).orElseGet(() -> {
            long before = calls.times(call.parent().caseId(), call.box());
            String id = call.caseId(before);
            add(id, call.parent(), call.box(), call.visit(), call.title(), call.said());
            return id;
        });
    }

    private void add(
            String id, CaseKey parent, @Nullable String box, String visit, String title, Map<String, String> said) {
        Instant now = clock.instant();
        Instant deadline = now.plus(within(said));
        calls.add(new DeviceCall(id, parent, box, visit, title, said, now, null, deadline, null, null));
    }

    private Duration within(Map<String, String> said) {
        String written = said.getOrDefault("within", "");
        return written.isBlank() ? settings.within() : Duration.parse(written);
    }

    /** Prepares what a process of the program asks; its call activity then runs this process with the id. Twice is once. */
    public String ask(String id, CaseKey parent, String title, Map<String, String> said) {
        add(id, parent, null, id, title, said);
        return id;
    }

    /** What came of it; empty while the device is asked. */
    public Optional<AskedDevice> find(String id) {
        return calls.find(id).flatMap(ends::of);
    }

    /** What the device answered, by the names that the answer itself has; empty while there is no answer. */
    public Map<String, String> answer(String id) {
        return calls.find(id)
                .flatMap(call -> requests.find(call.request()))
                .filter(RequestedService::answered)
                .map(RequestedService::answer)
                .orElse(Map.of());
    }

    // ── the steps ──

    /** @return PLAIN, SIGNED when its supplier has to sign it, OWN when the DCC does it by itself, or IMPOSSIBLE when it cannot be asked so */
    public String prepareRequest(String caseId) {
        DeviceCall call = require(caseId);
        try {
            Target target = orders.target(call);
            Instant executeAt = target.executeAt();
            Instant from = executeAt != null && executeAt.isAfter(call.askedAt()) ? executeAt : call.askedAt();
            calls.aim(caseId, target, from.plus(within(call.said())));
            return orders.isOwn(call) ? "OWN" : orders.isCritical(call) ? "SIGNED" : "PLAIN";
        } catch (CannotAsk impossible) {
            calls.end(caseId, AskOutcome.REFUSED, sentence(impossible), clock.instant());
            return "IMPOSSIBLE";
        }
    }

    private static String sentence(CannotAsk impossible) {
        String said = Reason.of(impossible);
        return Character.toUpperCase(said.charAt(0)) + said.substring(1);
    }

    /** No device is asked: what the DCC answers is there at once. */
    public void haveItDone(String caseId) {
        DeviceCall call = require(caseId);
        Target target = Objects.requireNonNull(call.target());
        DccServices.Answer answer =
                dcc.carryOut(target.requester(), call.said("service"), orders.ownBody(call), target.mpxn());
        calls.told(caseId, answer.told());
        ends.end(call, answer.done() ? AskOutcome.ANSWERED : AskOutcome.REFUSED, answer.reason());
    }

    /** @return the id of the service request that the box then runs */
    public String sendRequest(String caseId) {
        DeviceCall call = require(caseId);
        requests.prepare(orders.of(call));
        return call.request();
    }

    /** @return the id of the signed command that the box then runs */
    public String sendCommand(String caseId) {
        return commands.prepare(orders.command(require(caseId)));
    }

    public Date deadline(String caseId) {
        return Date.from(require(caseId).deadline());
    }

    public void noteAnswer(String caseId) {
        ends.note(require(caseId));
    }

    public void noteRefusal(String caseId) {
        DeviceCall call = require(caseId);
        ends.end(call, AskOutcome.REFUSED, call.reason());
    }

    /** Nobody waits for the device any more. Its last answer may have come at that very moment. */
    public void withdrawRequest(String caseId) {
        DeviceCall call = require(caseId);
        RequestedService request = requests.find(call.request()).orElseThrow();
        if (request.state().ended()) {
            ends.note(call);
            return;
        }
        withdrawals.withdraw(request, TIME_OVER);
        ends.end(call, AskOutcome.SILENT, NO_ANSWER);
    }

    /** The same where supplier and device together have had their time. */
    public void withdrawCommand(String caseId) {
        DeviceCall call = require(caseId);
        WantedCommand wanted = commands.find(call.command()).orElseThrow();
        if (wanted.state().ended()) {
            ends.note(call);
            return;
        }
        commands.withdraw(wanted.id(), TIME_OVER);
        boolean unsigned = wanted.signed() == null;
        ends.end(
                call,
                unsigned ? AskOutcome.UNSIGNED : AskOutcome.SILENT,
                unsigned ? "The supplier did not sign in time" : NO_ANSWER);
    }

    private DeviceCall require(String caseId) {
        return calls.find(caseId).orElseThrow(() -> new IllegalStateException("No device was asked as " + caseId));
    }
}
