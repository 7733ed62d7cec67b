package org.meterflow.process.askdevice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Reason;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.process.servicerequest.Withdrawals;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/ask-device.bpmn}: a device is asked for a service of the catalogue, until it answers or time is over. */
@Component
@Drawn
@PlacedStep(
        needs = "service",
        may = {"device", "meterPoint", "inTheNameOf", "at", "within", "body"},
        markup = "body",
        check = AskDeviceCheck.class,
        outcomes = {"answered", "refused", "silent", "givenUp"},
        gives = AnswerValues.REASON,
        givesMore = true)
public class AskDevice implements CalledStep {

    private final DeviceCalls calls;
    private final DeviceOrders orders;
    private final ServiceRequest requests;
    private final Withdrawals withdrawals;
    private final Answers answers;
    private final Timeline timeline;
    private final AskDeviceSettings settings;
    private final Clock clock;

    AskDevice(
            DeviceCalls calls,
            DeviceOrders orders,
            ServiceRequest requests,
            Withdrawals withdrawals,
            Answers answers,
            Timeline timeline,
            AskDeviceSettings settings,
            Clock clock) {
        this.calls = calls;
        this.orders = orders;
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.answers = answers;
        this.timeline = timeline;
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
            long before = calls.times(call.parent(), call.box());
            String id = call.parent().caseId() + ":" + call.box() + (before == 0 ? "" : ":" + (before + 1));
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

    // ── the steps ──

    /** Whether anything can be put to a device as it is said. */
    public boolean prepareRequest(String caseId) {
        DeviceCall call = require(caseId);
        try {
            Target target = orders.target(call);
            Instant executeAt = target.executeAt();
            Instant from = executeAt != null && executeAt.isAfter(call.askedAt()) ? executeAt : call.askedAt();
            calls.aim(caseId, target, from.plus(within(call.said())));
            return true;
        } catch (CannotAsk impossible) {
            calls.end(caseId, AskOutcome.REFUSED, sentence(impossible), clock.instant());
            return false;
        }
    }

    private static String sentence(CannotAsk impossible) {
        String said = Reason.of(impossible);
        return Character.toUpperCase(said.charAt(0)) + said.substring(1);
    }

    /** @return the id of the service request that the box then runs */
    public String sendRequest(String caseId) {
        DeviceCall call = require(caseId);
        requests.prepare(orders.of(call));
        return call.request();
    }

    public Date deadline(String caseId) {
        return Date.from(require(caseId).deadline());
    }

    public void noteAnswer(String caseId) {
        DeviceCall call = require(caseId);
        RequestedService request = requests.find(call.request()).orElseThrow();
        Optional<String> refusal = request.refusal();
        AskOutcome outcome = refusal.isPresent()
                ? AskOutcome.REFUSED
                : request.answered() ? AskOutcome.ANSWERED : AskOutcome.GIVEN_UP;
        String reason = refusal.orElse(request.answered() ? null : request.reason());
        end(call, outcome, reason, request.answered() ? request.answer() : Map.of());
    }

    public void noteRefusal(String caseId) {
        DeviceCall call = require(caseId);
        end(call, AskOutcome.REFUSED, call.reason(), Map.of());
    }

    /** Nobody waits for the device any more. Its last answer may have come at that very moment. */
    public void withdrawRequest(String caseId) {
        DeviceCall call = require(caseId);
        RequestedService request = requests.find(call.request()).orElseThrow();
        if (request.state().ended()) {
            noteAnswer(caseId);
            return;
        }
        withdrawals.withdraw(request, "Its time was over");
        end(call, AskOutcome.SILENT, "The device did not answer in time", Map.of());
    }

    private void end(DeviceCall call, AskOutcome outcome, @Nullable String reason, Map<String, String> answer) {
        calls.end(call.id(), outcome, reason, clock.instant());
        String box = call.box();
        if (box != null) {
            Map<String, Object> values = new LinkedHashMap<>(AnswerValues.of(answer));
            if (reason != null) {
                values.put(AnswerValues.REASON, reason);
            }
            answers.came(call.parent(), box, outcome.inDiagrams(), values);
        }
        timeline.note(
                call.parent(),
                StoryKind.METER,
                call.title(),
                outcome.words() + (reason == null ? "" : ". " + reason),
                Timeline.PLATFORM);
    }

    private DeviceCall require(String caseId) {
        return calls.find(caseId).orElseThrow(() -> new IllegalStateException("No device was asked as " + caseId));
    }
}
