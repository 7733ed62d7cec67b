package org.meterflow.process.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Whether each message starts cases of one process alone. */
final class MessageNames {

    private MessageNames() {}

    static Stream<String> startingTwo(DiagramCheck.Program program, List<DiagramFile> diagrams) {
        Map<String, String> starting = new HashMap<>();
        return diagrams.stream()
                .flatMap(file -> file.all("process")
                        .filter(process -> !program.drawn().contains(process.getAttribute("id")))
                        .flatMap(process -> taken(starting, file, process)));
    }

    private static Stream<String> taken(Map<String, String> starting, DiagramFile file, Element process) {
        String message = DrawnStart.marks(process)
                .getOrDefault(ProcessMarks.STARTED_BY, "")
                .strip();
        String other = message.isEmpty() ? null : starting.putIfAbsent(message, process.getAttribute("id"));
        return other == null
                ? Stream.empty()
                : Stream.of("%s: the message %s starts %s already. Give it another name."
                        .formatted(file.place(process), message, other));
    }
}
