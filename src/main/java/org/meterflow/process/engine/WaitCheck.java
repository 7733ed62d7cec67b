package org.meterflow.process.engine;

import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.process.Drawn;
import org.w3c.dom.Element;

/** Whether somebody tells a case the messages that it waits for. */
final class WaitCheck {

    private static final String[] WAITS = {"receiveTask", "intermediateCatchEvent", "boundaryEvent", "startEvent"};

    private final DiagramFile file;
    private final Element process;
    private final Set<String> told;

    WaitCheck(DiagramCheck.Program program, DiagramFile file, Element process) {
        this.file = file;
        this.process = process;
        Class<?> type = program.named(process.getAttribute("id"));
        Drawn drawn = type == null ? null : type.getAnnotation(Drawn.class);
        this.told = drawn == null ? Set.of() : Set.of(drawn.tells());
    }

    Stream<String> wrong() {
        return DiagramFile.below(process, WAITS)
                .flatMap(wait -> Stream.concat(Stream.of(wait), DiagramFile.below(wait, "messageEventDefinition")))
                .filter(wait -> wait.getLocalName().equals("receiveTask")
                        || wait.getLocalName().equals("messageEventDefinition"))
                .flatMap(this::awaited);
    }

    private Stream<String> awaited(Element wait) {
        String reference = wait.getAttribute("messageRef");
        String name = file.all("message")
                .filter(message -> message.getAttribute("id").equals(reference))
                .map(message -> message.getAttribute("name"))
                .findFirst()
                .orElse("");
        return told.contains(name)
                ? Stream.empty()
                : Stream.of("%s: nobody tells a case the message '%s'. Take one that the process is told%s."
                        .formatted(
                                file.place(wait),
                                name,
                                told.isEmpty() ? ", or wait for something else" : ": " + String.join(", ", told)));
    }
}
