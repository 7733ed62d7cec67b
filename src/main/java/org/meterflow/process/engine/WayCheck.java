package org.meterflow.process.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Whether every case gets to an end: each box is on a way from a start to an end, and each question has a way out for every answer. */
final class WayCheck {

    private static final Set<String> BOXES = Set.of(
            "task",
            "userTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "businessRuleTask",
            "manualTask",
            "scriptTask",
            "callActivity",
            "subProcess",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "startEvent",
            "endEvent");
    private static final Set<String> QUESTIONS = Set.of("exclusiveGateway", "inclusiveGateway");

    /** A field of a task, and not a step. */
    private static final Pattern ANSWER = Pattern.compile("\\b[A-Za-z_]\\w*\\.[A-Za-z_]\\w*+(?!\\s*\\()");

    private final DiagramFile file;
    private final Map<String, Element> boxes = new LinkedHashMap<>();
    private final Map<String, Set<String>> on = new LinkedHashMap<>();
    private final Map<String, Set<String>> back = new LinkedHashMap<>();

    WayCheck(DiagramFile file, Element process) {
        this.file = file;
        DiagramFile.below(process, "*")
                .filter(element -> BOXES.contains(element.getLocalName()))
                .forEach(box -> boxes.put(box.getAttribute("id"), box));
        DiagramFile.below(process, "sequenceFlow")
                .forEach(flow -> way(flow.getAttribute("sourceRef"), flow.getAttribute("targetRef")));
        boxes.forEach((id, box) -> {
            way(box.getAttribute("attachedToRef"), id);
            inside(box);
        });
    }

    private void way(String from, String to) {
        on.computeIfAbsent(from, none -> new LinkedHashSet<>()).add(to);
        back.computeIfAbsent(to, none -> new LinkedHashSet<>()).add(from);
    }

    /** A frame leads to its starts, and its ends lead out of it. */
    private void inside(Element box) {
        if (box.getParentNode() instanceof Element frame && frame.getLocalName().equals("subProcess")) {
            String id = box.getAttribute("id");
            if (box.getLocalName().equals("startEvent")) {
                way(frame.getAttribute("id"), id);
            } else if (box.getLocalName().equals("endEvent")) {
                way(id, frame.getAttribute("id"));
            }
        }
    }

    Stream<String> wrong() {
        Set<String> reached = reach(starts(), on);
        Set<String> ending = reach(ends(), back);
        return Stream.of(
                        lost(reached, "no way leads to it. Draw a flow to it, or take it away."),
                        lost(
                                ending,
                                "no way leads from it to an end, so a case would stay there. Draw the flow that goes on."),
                        boxes.values().stream().flatMap(this::undecided))
                .flatMap(Function.identity());
    }

    private Set<String> starts() {
        return ids(
                box -> box.getLocalName().equals("startEvent") || "true".equals(box.getAttribute("triggeredByEvent")));
    }

    private Set<String> ends() {
        return ids(box -> box.getLocalName().equals("endEvent"));
    }

    private Set<String> ids(Predicate<Element> wanted) {
        return boxes.entrySet().stream()
                .filter(box -> wanted.test(box.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> reach(Collection<String> from, Map<String, Set<String>> ways) {
        Set<String> reached = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            ways.getOrDefault(open.pop(), Set.of()).stream()
                    .filter(reached::add)
                    .forEach(open::push);
        }
        return reached;
    }

    private Stream<String> lost(Set<String> reached, String what) {
        return boxes.entrySet().stream()
                .filter(box -> !reached.contains(box.getKey()))
                .map(box -> file.place(box.getValue()) + ": " + what);
    }

    /** A step's word is one of those it is known to give; what people answer grows with their form. */
    private Stream<String> undecided(Element box) {
        if (!QUESTIONS.contains(box.getLocalName())
                || !box.getAttribute("default").isEmpty()) {
            return Stream.empty();
        }
        boolean asksPeople = file.all("sequenceFlow")
                .filter(flow -> flow.getAttribute("sourceRef").equals(box.getAttribute("id")))
                .flatMap(flow -> DiagramFile.below(flow, "conditionExpression"))
                .anyMatch(
                        condition -> ANSWER.matcher(condition.getTextContent()).find());
        return !asksPeople
                ? Stream.empty()
                : Stream.of(
                        "%s: no way out is taken otherwise, so a case would stay there when no condition is true. Make one flow the default."
                                .formatted(file.place(box)));
    }
}
