package org.meterflow.process.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.Node;
import org.meterflow.process.kit.PlacedStep;
import org.w3c.dom.Element;

/** What conditions say of people's answers: {@code secondLook.decision} is a field of a task, and {@code 'agree'} a choice. */
final class AnswerWords {

    private static final Set<String> BOXES = Set.of("userTask", "callActivity", "businessRuleTask");

    private final KnownProgram program;
    private final DiagramFile file;
    private final Element at;

    /** @param at where the condition stands */
    AnswerWords(KnownProgram program, DiagramFile file, Element at) {
        this.program = program;
        this.file = file;
        this.at = at;
    }

    Stream<String> unknown(String name, String field) {
        Optional<Element> box = box(name);
        if (box.isEmpty()) {
            return Stream.of(
                    "%s: no task of this diagram has the id %s. Write the id of the task whose answer you mean."
                            .formatted(file.place(at), name));
        }
        List<String> fields = fields(box.get());
        boolean more =
                PlacedCheck.step(program, box.get()).map(PlacedFace::givesMore).orElse(false);
        return more || fields.contains(field)
                ? Stream.empty()
                : Stream.of("%s: the task %s has no field %s. %s"
                        .formatted(
                                file.place(at),
                                name,
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
        List<String> choices = box(task.getName()).stream()
                .flatMap(box -> choices(box, ExpressionCheck.property(dot)))
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

    /** A task, or a box that runs another process or asks a table. */
    private Optional<Element> box(String id) {
        return file.element(id).filter(box -> BOXES.contains(box.getLocalName()));
    }

    private List<String> fields(Element box) {
        if (program.table(box).isPresent()) {
            return DecisionCheck.outputs(program.table(box).get());
        }
        return PlacedCheck.step(program, box)
                .map(step -> Stream.concat(
                                step.gives().stream(),
                                PlacedCheck.check(step).stream().flatMap(check -> check.gives(PlacedCheck.said(box))))
                        .distinct()
                        .toList())
                .orElseGet(() -> DiagramFile.below(box, "formField")
                        .map(each -> each.getAttribute("id"))
                        .toList());
    }

    private Stream<String> choices(Element box, String field) {
        if (program.table(box).isPresent()) {
            return DecisionCheck.words(program.table(box).get(), field).stream();
        }
        return PlacedCheck.step(program, box)
                .map(step -> field.equals(PlacedStep.OUTCOME)
                        ? step.outcomes().stream()
                        : PlacedCheck.check(step).stream()
                                .flatMap(check -> check.choices(field, PlacedCheck.said(box))))
                .orElseGet(() -> DiagramFile.below(box, "formField")
                        .filter(each -> each.getAttribute("id").equals(field))
                        .flatMap(each -> DiagramFile.below(each, "value"))
                        .map(value -> value.getAttribute("id")));
    }
}
