package org.meterflow.process.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.Drawn;
import org.w3c.dom.Element;

/**
 * Whether diagrams and program go together. What a box names and the program does not have would be found out by the first
 * case that comes to it, and that case could not be ended.
 */
public final class DiagramCheck {

    private static final String[] PROGRAMS_BOXES = {"serviceTask", "sendTask", "businessRuleTask"};

    /** What the program has that diagrams name. */
    public interface Program {

        /** The class behind a name in an expression; null when there is none. */
        @Nullable
        Class<?> named(String name);

        boolean hasForm(String key);

        /** The names of the teams that tasks can be offered to. */
        Set<String> teams();

        /** The names of the messages that the program takes from outside, whatever its diagrams say. */
        Set<String> messages();

        /** The processes that cannot do without a diagram. */
        Set<String> drawn();
    }

    private final KnownProgram program;
    private final List<DiagramFile> diagrams;
    private final Set<String> processes;
    private final Set<String> decisions;

    DiagramCheck(Program program, List<DiagramFile> diagrams, List<DiagramFile> tables) {
        this.program = new KnownProgram(program, diagrams, tables);
        this.diagrams = diagrams;
        this.processes = ids(diagrams, "process");
        this.decisions = ids(tables, "decision");
    }

    private static Set<String> ids(List<DiagramFile> files, String kind) {
        return files.stream().flatMap(file -> file.ids(kind).stream()).collect(Collectors.toSet());
    }

    /** A sentence for each thing that is wrong: the file, the box, and what to do. */
    List<String> wrong() {
        Stream<String> twice = new MessageNames(program, diagrams).wrong();
        Stream<String> missing = program.drawn().stream()
                .filter(process -> !processes.contains(process))
                .sorted()
                .map(process -> "No diagram has the process %s, which the program runs: copy its file to the others."
                        .formatted(process));
        return Stream.of(missing, twice, diagrams.stream().flatMap(this::wrong))
                .flatMap(found -> found)
                .toList();
    }

    private Stream<String> wrong(DiagramFile file) {
        return Stream.of(
                        new MarkCheck(file).wrong(),
                        new ExpressionCheck(program, file).wrong(),
                        new PlacedCheck(program, file).wrong(),
                        new DecisionCheck(program, file).wrong(),
                        new VariableCheck(program, file).wrong(),
                        file.all(PROGRAMS_BOXES).flatMap(box -> work(file, box)),
                        file.all("callActivity").flatMap(box -> called(file, box)),
                        file.all("process").flatMap(process -> wrong(file, process)))
                .flatMap(found -> found)
                .distinct();
    }

    private Stream<String> wrong(DiagramFile file, Element process) {
        return Stream.of(
                        new DrawnCheck(program, file, process).wrong(),
                        new TaskCheck(program, file, process).wrong(),
                        new TeamCheck(program, file, process).wrong(),
                        new WaitCheck(program, file, process).wrong(),
                        new WayCheck(file, process).wrong(),
                        kept(file, process),
                        asked(file, process))
                .flatMap(found -> found);
    }

    /** The engine refuses the whole folder for it, without saying which box to go to. */
    private static Stream<String> kept(DiagramFile file, Element process) {
        return DiagramFile.engines(process, "historyTimeToLive").isBlank()
                ? Stream.of("%s: nothing says how long ended cases are kept. Write a History time to live, as in P730D."
                        .formatted(file.place(process)))
                : Stream.empty();
    }

    private Stream<String> work(DiagramFile file, Element box) {
        String decision = DiagramFile.engines(box, "decisionRef");
        if (!decision.isEmpty()) {
            return decisions.contains(decision)
                    ? Stream.empty()
                    : Stream.of("%s: no decision table has the id %s. Put its .dmn file beside the diagrams."
                            .formatted(file.place(box), decision));
        }
        if (file.ids("process").stream().noneMatch(program.drawn()::contains)) {
            return Stream.of(
                    "%s: this process has no program that could do it. Draw a task for people, or a box that calls a step of the kit."
                            .formatted(file.place(box)));
        }
        return DiagramFile.engines(box, "expression").isEmpty()
                ? Stream.of(
                        "%s: nothing says what the program does here. Give the box the expression ${process.%s(caseId)}."
                                .formatted(file.place(box), box.getAttribute("id")))
                : Stream.empty();
    }

    private Stream<String> called(DiagramFile file, Element box) {
        String process = box.getAttribute("calledElement");
        return processes.contains(process)
                ? Stream.empty()
                : Stream.of(
                        "%s: no diagram has the process '%s'. Write the id of a process as called element, or put its file beside this one."
                                .formatted(file.place(box), process));
    }

    private Stream<String> asked(DiagramFile file, Element process) {
        Class<?> type = program.named(process.getAttribute("id"));
        Drawn drawn = type == null ? null : type.getAnnotation(Drawn.class);
        return drawn == null
                ? Stream.empty()
                : Stream.of(drawn.asks())
                        .filter(decision -> !decisions.contains(decision))
                        .map(decision ->
                                "%s: no decision table has the id %s, which this process asks. Put its .dmn file beside the diagrams."
                                        .formatted(file.name(), decision));
    }
}
