package org.meterflow.process.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.Node;
import org.w3c.dom.Element;

/** What conditions say of people's answers: {@code secondLook.decision} is a field of a task, and {@code 'agree'} a choice. */
final class AnswerWords {

    private final DiagramFile file;
    private final Element at;

    /** @param at where the condition stands */
    AnswerWords(DiagramFile file, Element at) {
        this.file = file;
        this.at = at;
    }

    Stream<String> unknown(String task, String field) {
        Optional<Element> box = task(task);
        if (box.isEmpty()) {
            return Stream.of(
                    "%s: no task of this diagram has the id %s. Write the id of the task whose answer you mean."
                            .formatted(file.place(at), task));
        }
        List<String> fields = DiagramFile.below(box.get(), "formField")
                .map(each -> each.getAttribute("id"))
                .toList();
        return fields.contains(field)
                ? Stream.empty()
                : Stream.of("%s: the task %s has no field %s. %s"
                        .formatted(
                                file.place(at),
                                task,
                                field,
                                fields.isEmpty()
                                        ? "Give it one, under Forms in the modeller."
                                        : "It has: " + String.join(", ", fields) + "."));
    }

    /** A comparison with a word that is none of the field's choices can be found out now. */
    Stream<String> neverTrue(Node node) {
        if (!(node instanceof AstBinary)) {
            return Stream.empty();
        }
        return Stream.concat(
                neverTrue(node.getChild(0), node.getChild(1)), neverTrue(node.getChild(1), node.getChild(0)));
    }

    private Stream<String> neverTrue(Node answer, Node word) {
        if (!(answer instanceof AstDot dot
                && dot.getChild(0) instanceof AstIdentifier task
                && word instanceof AstString text)) {
            return Stream.empty();
        }
        String compared = String.valueOf(text.eval(null, null));
        List<String> choices = task(task.getName()).stream()
                .flatMap(box -> DiagramFile.below(box, "formField"))
                .filter(field -> field.getAttribute("id").equals(ExpressionCheck.property(dot)))
                .flatMap(field -> DiagramFile.below(field, "value"))
                .map(value -> value.getAttribute("id"))
                .toList();
        return choices.isEmpty() || choices.contains(compared)
                ? Stream.empty()
                : Stream.of("%s: '%s' is no answer of %s.%s. Its answers are: %s."
                        .formatted(
                                file.place(at),
                                compared,
                                task.getName(),
                                ExpressionCheck.property(dot),
                                String.join(", ", choices)));
    }

    private Optional<Element> task(String id) {
        return file.all("userTask")
                .filter(box -> box.getAttribute("id").equals(id))
                .findFirst();
    }
}
