package org.meterflow.process.requestsequence;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.askdevice.AskDevice;
import org.meterflow.process.askdevice.AskedDevice;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.PlacedStep;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/request-sequence.bpmn}: one request after the other, each when the one before it has ended. */
@Component
@Drawn
@PlacedStep(
        needs = SequencePlan.REQUESTS,
        may = {SequencePlan.ON_FAILURE, SequencePlan.UNDO, "device", "meterPoint", "inTheNameOf", "within"},
        mayMore = true,
        markup = "body.",
        check = RequestSequenceCheck.class,
        outcomes = {Sequence.DONE, Sequence.FAILED},
        gives = {"failedAt", "reason"},
        givesMore = true)
public class RequestSequence implements CalledStep {

    private final Sequences sequences;
    private final AskDevice devices;
    private final Answers answers;
    private final Timeline timeline;
    private final Clock clock;

    RequestSequence(Sequences sequences, AskDevice devices, Answers answers, Timeline timeline, Clock clock) {
        this.sequences = sequences;
        this.devices = devices;
        this.answers = answers;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public String process() {
        return Sequence.PROCESS;
    }

    @Override
    public String prepare(Call call) {
        return sequences.of(call.parent(), call.box(), call.visit()).orElseGet(() -> {
            long before = sequences.times(call.parent().caseId(), call.box());
            String id = call.caseId(before);
            sequences.add(new Sequence(
                    id,
                    call.parent(),
                    call.box(),
                    call.visit(),
                    call.title(),
                    call.said(),
                    clock.instant(),
                    List.of(),
                    null));
            return id;
        });
    }

    /** What the device answered to one request of a box, when a case came to it last, by the names that the answer itself has. */
    public Map<String, String> answer(CaseKey parent, String box, String request) {
        return sequences
                .latest(parent, box)
                .map(id -> devices.answer(SequenceStep.id(id, request)))
                .orElse(Map.of());
    }

    // ── the steps ──

    /** @return SEND, DONE or FAILED */
    public String chooseNext(String caseId) {
        Sequence sequence = require(caseId);
        Optional<SequenceStep> next = sequence.plan().next(sequence.steps());
        if (next.isPresent()) {
            sequences.begin(caseId, next.get(), sequence.steps().size());
            return "SEND";
        }
        return sequence.failure().isPresent() ? "FAILED" : "DONE";
    }

    /** @return the id of the case that asks the device */
    public String sendNext(String caseId) {
        Sequence sequence = require(caseId);
        SequenceStep step = sequence.open().orElseThrow();
        return devices.ask(step.id(caseId), sequence.key(), step.name(), sequence.saidFor(step));
    }

    public void noteResult(String caseId) {
        Sequence sequence = require(caseId);
        SequenceStep step = sequence.open().orElseThrow();
        AskedDevice asked = devices.find(step.id(caseId)).orElseThrow();
        sequences.end(caseId, step, asked.outcome(), asked.reason());
        SequenceStep ended =
                new SequenceStep(step.name(), step.service(), step.undoing(), asked.outcome(), asked.reason());
        note(sequence, ended.words());
    }

    public void noteDone(String caseId) {
        Sequence sequence = require(caseId);
        end(sequence, Sequence.DONE, values(sequence));
        note(sequence, "Done");
    }

    public void noteFailure(String caseId) {
        Sequence sequence = require(caseId);
        SequenceStep failed = sequence.failure().orElseThrow();
        Map<String, Object> values = values(sequence);
        values.put("failedAt", failed.name());
        values.put("reason", failed.reason() == null ? failed.words() : failed.reason());
        end(sequence, Sequence.FAILED, values);
        note(sequence, "Failed at " + failed.name());
    }

    private void end(Sequence sequence, String outcome, Map<String, Object> values) {
        sequences.end(sequence.id(), outcome, clock.instant());
        answers.came(sequence.parent(), sequence.box(), outcome, values);
    }

    /** Of every request, {@code read} and {@code importKwh} as {@code readImportKwh}. */
    private Map<String, Object> values(Sequence sequence) {
        Map<String, Object> values = new LinkedHashMap<>();
        sequence.steps().stream()
                .filter(step -> !step.undoing())
                .forEach(step -> devices.find(step.id(sequence.id()))
                        .ifPresent(asked -> asked.values()
                                .forEach((name, value) -> values.put(
                                        step.name() + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                                        value))));
        return values;
    }

    private void note(Sequence sequence, String what) {
        timeline.note(sequence.parent(), StoryKind.METER, sequence.title(), what, Timeline.PLATFORM);
    }

    private Sequence require(String caseId) {
        return sequences.find(caseId).orElseThrow(() -> new IllegalStateException("There is no sequence " + caseId));
    }
}
