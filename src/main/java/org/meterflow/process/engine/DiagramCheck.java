package org.meterflow.process.engine;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.Drawn;
import org.meterflow.process.Form;
import org.w3c.dom.Element;

/**
 * Whether diagrams and program go together. What a box names and the program does not have would be found out by the first
 * case that comes to it, and that case could not be ended.
 */
public final class DiagramCheck {

    private static final Pattern CALL =
            Pattern.compile("\\b([A-Za-z_]\\w*)\\s*\\.\\s*([A-Za-z_]\\w*)\\s*\\(([^()]*)\\)");
    private static final String[] PROGRAMS_BOXES = {"serviceTask", "sendTask", "businessRuleTask"};
    private static final String[] WAITS = {"receiveTask", "intermediateCatchEvent", "boundaryEvent", "startEvent"};

    /** What the program has that diagrams name. */
    public interface Program {

        /** The class behind a name in an expression; null when there is none. */
        @Nullable
        Class<?> named(String name);

        boolean hasForm(String key);

        /** The processes that cannot do without a diagram. */
        Set<String> drawn();
    }

    private final Program program;
    private final List<DiagramFile> diagrams;
    private final Set<String> processes;
    private final Set<String> decisions;

    DiagramCheck(Program program, List<DiagramFile> diagrams, List<DiagramFile> tables) {
        this.program = program;
        this.diagrams = diagrams;
        this.processes = ids(diagrams, "process");
        this.decisions = ids(tables, "decision");
    }

    private static Set<String> ids(List<DiagramFile> files, String kind) {
        return files.stream().flatMap(file -> file.ids(kind).stream()).collect(Collectors.toSet());
    }

    /** A sentence for each thing that is wrong: the file, the box, and what to do. */
    List<String> wrong() {
        Stream<String> missing = program.drawn().stream()
                .filter(process -> !processes.contains(process))
                .sorted()
                .map(process -> "No diagram has the process %s, which the program runs: copy its file to the others."
                        .formatted(process));
        return Stream.concat(missing, diagrams.stream().flatMap(this::wrong)).toList();
    }

    private Stream<String> wrong(DiagramFile file) {
        return Stream.of(
                        file.all("*").flatMap(element -> calls(file, element)),
                        file.all(PROGRAMS_BOXES).flatMap(box -> work(file, box)),
                        file.all("callActivity").flatMap(box -> called(file, box)),
                        file.all("process").flatMap(process -> people(file, process)),
                        file.all("process").flatMap(process -> messages(file, process)),
                        file.all("process").flatMap(process -> asked(file, process)))
                .flatMap(found -> found);
    }

    private Stream<String> calls(DiagramFile file, Element element) {
        return DiagramFile.expressions(element)
                .flatMap(expression -> CALL.matcher(expression).results())
                .filter(call -> !variables(file).contains(call.group(1)))
                .flatMap(call -> call(file.place(element), call.group(1), call.group(2), call.group(3)));
    }

    private Stream<String> call(String place, String name, String step, String argument) {
        Class<?> type = program.named(name);
        if (type == null) {
            return Stream.of(
                    "%s: the program has no process class named %s. Write the name of the process, as in ${%s}."
                            .formatted(place, name, "process." + step + "(caseId)"));
        }
        if (!argument.strip().equals(Cases.CASE_ID)) {
            return Stream.of("%s: %s.%s(%s) is not how a step is called. Write ${%s.%s(caseId)}."
                    .formatted(place, name, step, argument, name, step));
        }
        return method(type, step, String.class) == null
                ? Stream.of(
                        "%s: the program has no step %s.%s. Take the id and the expression of a step it has, or add the method."
                                .formatted(place, name, step))
                : Stream.empty();
    }

    /** Names that stand for what a case carries, not for a class. */
    private static Set<String> variables(DiagramFile file) {
        Set<String> names = new HashSet<>(Set.of("execution", "task", Cases.CASE_ID));
        file.all("*")
                .forEach(element -> Stream.of("resultVariable", "elementVariable")
                        .map(attribute -> DiagramFile.engines(element, attribute))
                        .forEach(names::add));
        file.all("in", "out").map(element -> element.getAttribute("target")).forEach(names::add);
        file.all("inputParameter", "outputParameter")
                .map(element -> element.getAttribute("name"))
                .forEach(names::add);
        return names;
    }

    private Stream<String> work(DiagramFile file, Element box) {
        String decision = DiagramFile.engines(box, "decisionRef");
        if (!decision.isEmpty()) {
            return decisions.contains(decision)
                    ? Stream.empty()
                    : Stream.of("%s: no decision table has the id %s. Put its .dmn file beside the diagrams."
                            .formatted(file.place(box), decision));
        }
        return DiagramFile.engines(box, "expression").isEmpty()
                ? Stream.of(
                        "%s: nothing says what the program does here. Give the box the expression ${process.%s(caseId)}."
                                .formatted(file.place(box), box.getAttribute("id")))
                : Stream.empty();
    }

    private Stream<String> called(DiagramFile file, Element box) {
        String process = box.getAttribute("calledElement");
        return processes.contains(process) || process.contains("{")
                ? Stream.empty()
                : Stream.of(
                        "%s: no diagram has the process '%s'. Write the id of a process as called element, or put its file beside this one."
                                .formatted(file.place(box), process));
    }

    private Stream<String> people(DiagramFile file, Element process) {
        return DiagramFile.below(process, "userTask")
                .flatMap(task -> Stream.of(form(file, task), handled(file, process, task)))
                .filter(sentence -> !sentence.isEmpty());
    }

    private String form(DiagramFile file, Element task) {
        String key = DiagramFile.engines(task, "formKey");
        return !key.isEmpty() && program.hasForm(key)
                ? ""
                : "%s: there is no form forms/%s.html. Write the form, or give the task the form key of one that is there."
                        .formatted(file.place(task), key);
    }

    private String handled(DiagramFile file, Element process, Element task) {
        Class<?> type = program.named(process.getAttribute("id"));
        String step = task.getAttribute("id");
        Method method = type == null ? null : method(type, step, String.class, Form.class);
        return method != null && method.getReturnType().equals(List.class)
                ? ""
                : "%s: the program has no step %s.%s that takes the form, so nobody could complete the task. Take the id of a task it has, or add the method."
                        .formatted(file.place(task), process.getAttribute("id"), step);
    }

    private Stream<String> messages(DiagramFile file, Element process) {
        Class<?> type = program.named(process.getAttribute("id"));
        Drawn drawn = type == null ? null : type.getAnnotation(Drawn.class);
        Set<String> told = drawn == null ? Set.of() : Set.of(drawn.tells());
        return DiagramFile.below(process, WAITS)
                .flatMap(wait -> Stream.concat(Stream.of(wait), DiagramFile.below(wait, "messageEventDefinition")))
                .filter(wait -> wait.getLocalName().equals("receiveTask")
                        || wait.getLocalName().equals("messageEventDefinition"))
                .flatMap(wait -> awaited(file, wait, told));
    }

    private static Stream<String> awaited(DiagramFile file, Element wait, Set<String> told) {
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

    private static @Nullable Method method(Class<?> type, String name, Class<?>... parameters) {
        return !Modifier.isPublic(type.getModifiers())
                ? null
                : Arrays.stream(type.getMethods())
                        .filter(method ->
                                method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters))
                        .findFirst()
                        .orElse(null);
    }
}
