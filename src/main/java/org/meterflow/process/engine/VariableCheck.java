package org.meterflow.process.engine;

import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Whether what a diagram calls a result or an item takes the name of something else: of the case, its facts, a task, a process. */
final class VariableCheck {

    private static final Set<String> TAKEN = Set.of(Cases.CASE_ID, AnswerResolver.FACTS, "execution", "task");

    private final DiagramCheck.Program program;
    private final DiagramFile file;

    VariableCheck(DiagramCheck.Program program, DiagramFile file) {
        this.program = program;
        this.file = file;
    }

    Stream<String> wrong() {
        return Stream.of(
                        named("resultVariable"),
                        named("elementVariable"),
                        file.all("inputParameter", "outputParameter")
                                .flatMap(each -> taken(each, each.getAttribute("name"))),
                        file.all("in", "out")
                                .filter(each -> each.hasAttribute("variables"))
                                .map(each ->
                                        "%s: it hands over everything, also what is another case's. Hand over one thing after the other, each with a name."
                                                .formatted(file.place(each))),
                        file.all("out").flatMap(each -> taken(each, each.getAttribute("target"))),
                        file.all("in")
                                .filter(each -> !each.getAttribute("target").equals(Cases.CASE_ID))
                                .flatMap(each -> taken(each, each.getAttribute("target"))))
                .flatMap(found -> found);
    }

    private Stream<String> named(String attribute) {
        return file.all("*").flatMap(each -> taken(each, DiagramFile.engines(each, attribute)));
    }

    /** A box whose answer conditions ask for by its id. */
    private static boolean isAnswered(Element element) {
        return Set.of("userTask", "callActivity", "businessRuleTask").contains(element.getLocalName());
    }

    private Stream<String> taken(Element at, String name) {
        boolean isTaken = TAKEN.contains(name)
                || program.drawn().contains(name)
                || file.element(name).filter(VariableCheck::isAnswered).isPresent();
        return isTaken
                ? Stream.of("%s: '%s' is the name of something else here. Give the result a word of its own."
                        .formatted(file.place(at), name))
                : Stream.empty();
    }
}
