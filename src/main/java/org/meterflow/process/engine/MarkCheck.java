package org.meterflow.process.engine;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a diagram may tell the engine beside the drawing. The engine would also take scripts, classes and listeners from it:
 * those are programs, and come with a release.
 */
final class MarkCheck {

    private static final Set<String> ATTRIBUTES = Set.of(
            "expression",
            "resultVariable",
            "decisionRef",
            "decisionRefBinding",
            "mapDecisionResult",
            "formKey",
            "candidateGroups",
            "dueDate",
            "followUpDate",
            "priority",
            "asyncBefore",
            "asyncAfter",
            "exclusive",
            "jobPriority",
            "taskPriority",
            "historyTimeToLive",
            "versionTag",
            "isStartableInTasklist",
            "collection",
            "elementVariable",
            "calledElementBinding",
            "calledElementVersion",
            "calledElementVersionTag");
    private static final Set<String> ELEMENTS = Set.of(
            "in",
            "out",
            "inputOutput",
            "inputParameter",
            "outputParameter",
            "properties",
            "property",
            "formData",
            "formField",
            "value",
            "validation",
            "constraint",
            "failedJobRetryTimeCycle");
    private static final Set<String> PROGRAMS = Set.of("scriptTask", "script");

    private final DiagramFile file;

    MarkCheck(DiagramFile file) {
        this.file = file;
    }

    Stream<String> wrong() {
        return file.all("*").flatMap(element -> Stream.concat(element(element), attributes(element)));
    }

    private Stream<String> element(Element element) {
        boolean refused = isFormer(element)
                || (isEngines(element)
                        ? !ELEMENTS.contains(element.getLocalName())
                        : PROGRAMS.contains(element.getLocalName()))
                || element.getLocalName().equals("loopCardinality")
                        && !element.getTextContent().strip().matches("\\d{1,3}");
        return refused ? Stream.of(sentence(element, element.getLocalName())) : Stream.empty();
    }

    private Stream<String> attributes(Element element) {
        return IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(element.getAttributes()::item)
                .filter(attribute -> isFormer(attribute)
                        || isEngines(attribute) && !ATTRIBUTES.contains(attribute.getLocalName())
                        || attribute.getLocalName() != null
                                && attribute.getLocalName().equals("language"))
                .map(attribute -> sentence(element, attribute.getLocalName()));
    }

    private String sentence(Element element, String mark) {
        return "%s: '%s' is not for diagrams: it would bring a program of its own. Take it away, and use a step of the process."
                .formatted(file.place(element), mark);
    }

    private static boolean isEngines(Node node) {
        String space = node.getNamespaceURI();
        return space != null && space.startsWith("http://camunda.org/schema/1.0/bpmn");
    }

    /** The engine also takes its marks by the name that it had before; nothing else looks for them there. */
    private static boolean isFormer(Node node) {
        String space = node.getNamespaceURI();
        return space != null && space.contains("activiti");
    }
}
