package org.meterflow.process.restoremeter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.gateway.Schedules;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.changeofsupplier.PastSwitches;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.NothingToUndo;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.requestsequence.RequestSequence;
import org.meterflow.process.setaccount.Differences;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/restore-meter.bpmn}. */
@Component
@Drawn
@PlacedStep(
        needs = {RestoreMeter.SWITCH, RestoreMeter.RETURNED_BY},
        may = RestoreMeter.WITHIN,
        outcomes = {RestoreMeter.RESTORED, RestoreMeter.INCOMPLETE},
        gives = {"commands", "schedules", "reason"})
public class RestoreMeter extends PlacedBox implements NothingToUndo {

    static final String PROCESS = "restoreMeter";
    static final String SWITCH = "switch";
    static final String RETURNED_BY = "returnedBy";
    static final String WITHIN = "within";
    static final String RESTORED = "restored";
    static final String INCOMPLETE = "incomplete";

    private static final String BOX = "sendCommands";

    private final PastSwitches switches;
    private final RequestSequence sequences;
    private final Schedules schedules;
    private final Answers answers;

    RestoreMeter(
            PlacedCalls calls, PastSwitches switches, RequestSequence sequences, Schedules schedules, Answers answers) {
        super(PROCESS, calls);
        this.switches = switches;
        this.sequences = sequences;
        this.schedules = schedules;
        this.answers = answers;
    }

    // ── the steps ──

    /** @return whether anything has to be sent */
    public boolean compareSnapshots(String caseId) {
        PlacedCall call = require(caseId);
        Differences found = differences(call);
        calls.note(call, StoryKind.DECISION, found.words());
        return !found.commands().isEmpty();
    }

    private Differences differences(PlacedCall call) {
        String wrong = call.said(SWITCH);
        return Differences.between(
                switches.snapshotOf(wrong),
                switches.snapshotOf(call.said(RETURNED_BY)),
                switches.require(wrong).mpxn().fuel());
    }

    /** @return the id of the sequence that the box then runs */
    public String sendCommands(String caseId) {
        PlacedCall call = require(caseId);
        List<Differences.Command> commands = differences(call).commands();
        Map<String, String> said = new LinkedHashMap<>();
        said.put("meterPoint", switches.require(call.said(SWITCH)).mpxn().value());
        said.put(
                "requests",
                commands.stream()
                        .map(command -> command.name() + ": " + command.service())
                        .collect(Collectors.joining("; ")));
        commands.forEach(command -> said.put("body." + command.name(), command.body()));
        if (!call.said(WITHIN).isEmpty()) {
            said.put("within", call.said(WITHIN));
        }
        return sequences.prepare(new Call(call.key(), BOX, caseId, "Send commands", said, List.of()));
    }

    public void noteRestored(String caseId) {
        PlacedCall call = require(caseId);
        Differences found = differences(call);
        Map<String, Object> sent = answers.of(new CaseKey(PROCESS, caseId), BOX);
        String failure = found.commands().isEmpty() || "done".equals(sent.get(PlacedStep.OUTCOME))
                ? ""
                : Objects.toString(sent.get("reason"), "The meter was not reached");
        List<Long> again = switches.schedulesOf(call.said(SWITCH)).stream()
                .flatMap(schedule -> schedules.takeUpAgain(schedule).stream())
                .toList();
        String reason = Stream.concat(
                        Optional.of(failure).filter(each -> !each.isEmpty()).stream(), found.unknown().stream())
                .collect(Collectors.joining("; "));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("commands", found.commands().size());
        values.put("schedules", again.size());
        if (!reason.isEmpty()) {
            values.put("reason", reason);
        }
        String words = (reason.isEmpty() ? "The meter charges as before" : reason)
                + (again.isEmpty() ? "" : "; schedules that run again: " + again.size());
        calls.end(call, reason.isEmpty() ? RESTORED : INCOMPLETE, values, StoryKind.METER, words, Timeline.PLATFORM);
    }

    private PlacedCall require(String caseId) {
        return calls.require(PROCESS, caseId);
    }
}
