package org.meterflow.process.askdevice;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.process.signedcommand.SignedCommand;
import org.meterflow.process.signedcommand.WantedCommand;
import org.meterflow.process.signedcommand.WantedCommand.Refuser;
import org.meterflow.process.signedcommand.WantedCommand.State;
import org.springframework.stereotype.Component;

/** What comes of asking a device, kept for the diamonds and the story of the case that asks. */
@Component
class DeviceEnds {

    private final DeviceCalls calls;
    private final ServiceRequest requests;
    private final SignedCommand commands;
    private final Answers answers;
    private final Timeline timeline;
    private final Clock clock;

    DeviceEnds(
            DeviceCalls calls,
            ServiceRequest requests,
            SignedCommand commands,
            Answers answers,
            Timeline timeline,
            Clock clock) {
        this.calls = calls;
        this.requests = requests;
        this.commands = commands;
        this.answers = answers;
        this.timeline = timeline;
        this.clock = clock;
    }

    Optional<AskedDevice> of(DeviceCall call) {
        return Optional.ofNullable(call.outcome())
                .map(outcome -> new AskedDevice(
                        outcome,
                        call.reason(),
                        outcome == AskOutcome.ANSWERED ? AnswerValues.of(answer(call)) : Map.of()));
    }

    Map<String, String> answer(DeviceCall call) {
        return requests.find(call.request())
                .map(RequestedService::answer)
                .or(() -> commands.find(call.command()).map(wanted -> commands.answer(wanted.id())))
                .orElseGet(() -> calls.told(call.id()));
    }

    /** Of a call whose service request or signed command has ended. */
    void note(DeviceCall call) {
        Optional<WantedCommand> signed = commands.find(call.command());
        if (signed.isPresent()) {
            end(call, outcome(signed.get()), signed.get().reason());
            return;
        }
        RequestedService request = requests.find(call.request()).orElseThrow();
        Optional<String> refusal = request.refusal();
        if (refusal.isPresent()) {
            end(call, AskOutcome.REFUSED, refusal.get());
        } else {
            end(call, request.answered() ? AskOutcome.ANSWERED : AskOutcome.GIVEN_UP, request.reason());
        }
    }

    /** A supplier that refuses to sign has not signed, as one that is silent. */
    private static AskOutcome outcome(WantedCommand wanted) {
        if (wanted.state() == State.EXPIRED || wanted.refusedBy() == Refuser.SUPPLIER) {
            return AskOutcome.UNSIGNED;
        }
        return switch (wanted.state()) {
            case ANSWERED -> AskOutcome.ANSWERED;
            case REFUSED -> AskOutcome.REFUSED;
            default -> AskOutcome.GIVEN_UP;
        };
    }

    void end(DeviceCall call, AskOutcome outcome, @Nullable String reason) {
        calls.end(call.id(), outcome, reason, clock.instant());
        String box = call.box();
        if (box != null) {
            Map<String, Object> values =
                    new LinkedHashMap<>(outcome == AskOutcome.ANSWERED ? AnswerValues.of(answer(call)) : Map.of());
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
}
