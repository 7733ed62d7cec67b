package org.meterflow.process.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;
import org.w3c.dom.Element;

/** Whether each message from outside is for one taker alone: the program, the start of a process, or boxes that agree about it. */
final class MessageNames {

    private final KnownProgram program;
    private final List<DiagramFile> diagrams;
    private final Map<String, String> starting = new HashMap<>();
    private final Map<String, Awaiting> awaited = new HashMap<>();

    MessageNames(KnownProgram program, List<DiagramFile> diagrams) {
        this.program = program;
        this.diagrams = diagrams;
    }

    private record Awaiting(String place, Map<String, String> said) {}

    Stream<String> wrong() {
        List<String> started = diagrams.stream().flatMap(this::starts).toList();
        List<String> waits = diagrams.stream().flatMap(this::waits).toList();
        return Stream.concat(started.stream(), waits.stream());
    }

    private Stream<String> starts(DiagramFile file) {
        return file.all("process")
                .filter(process -> !program.drawn().contains(process.getAttribute("id")))
                .flatMap(process -> start(file, process));
    }

    private Stream<String> start(DiagramFile file, Element process) {
        String message = DrawnStart.marks(process)
                .getOrDefault(ProcessMarks.STARTED_BY, "")
                .strip();
        if (message.isEmpty()) {
            return Stream.empty();
        }
        if (program.messages().contains(message)) {
            return Stream.of(
                    "%s: the program takes the message %s already. Give the message that starts it another name."
                            .formatted(file.place(process), message));
        }
        String other = starting.putIfAbsent(message, process.getAttribute("id"));
        return other == null
                ? Stream.empty()
                : Stream.of("%s: the message %s starts %s already. Give it another name."
                        .formatted(file.place(process), message, other));
    }

    private Stream<String> waits(DiagramFile file) {
        return file.all("callActivity")
                .filter(box -> !PlacedCheck.namesItsCase(box))
                .flatMap(box -> PlacedCheck.step(program, box).flatMap(PlacedCheck::check).stream()
                        .flatMap(check -> wait(file, box, check)));
    }

    private Stream<String> wait(DiagramFile file, Element box, BoxCheck check) {
        Map<String, String> said = PlacedCheck.said(box);
        return check.message(said).stream().flatMap(message -> wait(file.place(box), message, said, check));
    }

    private Stream<String> wait(String place, String message, Map<String, String> said, BoxCheck check) {
        if (program.messages().contains(message)) {
            return Stream.of("%s: the program takes the message %s already. Wait for one of another name."
                    .formatted(place, message));
        }
        if (starting.containsKey(message)) {
            return Stream.of("%s: the message %s starts %s already. Wait for one of another name."
                    .formatted(place, message, starting.get(message)));
        }
        Awaiting other = awaited.putIfAbsent(message, new Awaiting(place, said));
        return other == null
                ? Stream.empty()
                : check.differences(said, other.said())
                        .map(difference ->
                                "%s: the message %s is awaited in %s as well, and %s. Say the same, or wait for one of another name."
                                        .formatted(place, message, other.place(), difference));
    }
}
