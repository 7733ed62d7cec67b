package org.meterflow.process.engine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.kit.BoxCheck;
import org.springframework.beans.BeanUtils;
import org.w3c.dom.Element;

/** Whether a box that calls a placed step says what the step needs. */
final class PlacedCheck {

    /** The time that something may take, by the name under which every step asks for it. */
    private static final String WITHIN = "within";

    /** The team, or several with commas, whose people the step asks. */
    static final String TEAM = "team";

    private final KnownProgram program;
    private final DiagramFile file;

    PlacedCheck(KnownProgram program, DiagramFile file) {
        this.program = program;
        this.file = file;
    }

    /** What the called process is as a step of the kit; empty when it is none. */
    static Optional<PlacedFace> step(KnownProgram program, Element box) {
        return program.step(box.getAttribute("calledElement"));
    }

    Stream<String> wrong() {
        return file.all("callActivity")
                .filter(box -> !namesItsCase(box))
                .flatMap(box -> step(program, box).stream().flatMap(step -> wrong(box, step)));
    }

    /** A process of the program that has prepared the case that the box calls. */
    static boolean namesItsCase(Element box) {
        return DiagramFile.below(box, "in").anyMatch(in -> in.hasAttribute("businessKey"));
    }

    private Stream<String> wrong(Element box, PlacedFace step) {
        Map<String, String> said = said(box);
        Stream<String> missing = step.needs().stream()
                .filter(need -> said.getOrDefault(need, "").isBlank())
                .map(need -> "%s: nothing says its %s. Write it under Extension properties."
                        .formatted(file.place(box), need));
        Stream<String> unknown = TeamCheck.unknown(program, file.place(box), said.getOrDefault(TEAM, ""));
        return Stream.of(
                        missing,
                        unknown,
                        unheard(box, step, said),
                        time(box, said),
                        others(box, said),
                        own(box, step, said))
                .flatMap(found -> found);
    }

    /** What stands at a box under Extension properties. */
    static Map<String, String> said(Element box) {
        return DiagramFile.below(box, "property")
                .collect(Collectors.toMap(
                        property -> property.getAttribute("name"),
                        property -> property.getAttribute("value"),
                        (one, other) -> other,
                        TreeMap::new));
    }

    static Optional<BoxCheck> check(PlacedFace step) {
        return step.check() == BoxCheck.class
                ? Optional.empty()
                : Optional.of(BeanUtils.instantiateClass(step.check()));
    }

    /** A name that the step does not know would be a wish that nobody hears. */
    private Stream<String> unheard(Element box, PlacedFace step, Map<String, String> said) {
        Set<String> known = new TreeSet<>(step.needs());
        known.addAll(step.may());
        return step.mayMore()
                ? Stream.empty()
                : said.keySet().stream()
                        .filter(name ->
                                !known.contains(name) && !(step.judges() && name.equals(TaskMarks.ANOTHER_PERSON_THAN)))
                        .map(name -> "%s: it has no property '%s'. It has: %s."
                                .formatted(file.place(box), name, String.join(", ", known)));
    }

    private Stream<String> own(Element box, PlacedFace step, Map<String, String> said) {
        return check(step).stream()
                .flatMap(check -> check.wrong(said))
                .map(sentence -> "%s: %s".formatted(file.place(box), sentence));
    }

    private Stream<String> time(Element box, Map<String, String> said) {
        String within = said.getOrDefault(WITHIN, "");
        return within.isBlank() || BoxCheck.isTime(within)
                ? Stream.empty()
                : Stream.of("%s: '%s' is no time. Write days and hours, as in P2D or PT4H."
                        .formatted(file.place(box), within));
    }

    private Stream<String> others(Element box, Map<String, String> said) {
        Set<String> tasks =
                file.all("userTask").map(task -> task.getAttribute("id")).collect(Collectors.toSet());
        return TaskMarks.ids(said.getOrDefault(TaskMarks.ANOTHER_PERSON_THAN, "")).stream()
                .filter(other -> !tasks.contains(other))
                .map(other -> "%s: other people than who did '%s' shall decide, and no task of the diagram has that id."
                        .formatted(file.place(box), other));
    }
}
