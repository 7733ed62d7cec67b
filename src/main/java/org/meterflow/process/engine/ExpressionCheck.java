package org.meterflow.process.engine;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstChoice;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstLiteral;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstText;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.w3c.dom.Element;

/**
 * Whether an expression says only what a diagram may say: what a box before it found out, what people answered, and steps of
 * its own process. Everything else would be a program that came in with a drawing.
 */
final class ExpressionCheck {

    /** Deeper ones would be too deep to be read. */
    private static final int LONGEST = 1000;

    private static final Builder READER = new Builder(Builder.Feature.METHOD_INVOCATIONS);
    private static final Set<Class<?>> PLAIN =
            Set.of(AstEval.class, AstBinary.class, AstChoice.class, AstNested.class, AstUnary.class, AstText.class);

    private final KnownProgram program;
    private final DiagramFile file;
    private final Set<String> variables;

    ExpressionCheck(KnownProgram program, DiagramFile file) {
        this.program = program;
        this.file = file;
        this.variables = variables(file);
    }

    /** What the case carries: results of boxes, the items of a repeated box, what a calling diagram hands over. */
    private static Set<String> variables(DiagramFile file) {
        Set<String> names = new HashSet<>(Set.of(Cases.CASE_ID));
        file.all("*")
                .forEach(element -> Stream.of("resultVariable", "elementVariable")
                        .map(attribute -> DiagramFile.engines(element, attribute))
                        .filter(name -> !name.isEmpty())
                        .forEach(names::add));
        file.all("in", "out").map(element -> element.getAttribute("target")).forEach(names::add);
        file.all("inputParameter", "outputParameter")
                .map(element -> element.getAttribute("name"))
                .forEach(names::add);
        return names;
    }

    Stream<String> wrong() {
        return file.all("*").flatMap(element -> DiagramFile.expressions(element).flatMap(text -> wrong(element, text)));
    }

    private Stream<String> wrong(Element element, String text) {
        if (text.length() > LONGEST) {
            return Stream.of("%s: an expression has more than %s characters. Make it simpler."
                    .formatted(file.place(element), LONGEST));
        }
        try {
            return wrong(element, text, READER.build(text).getRoot());
        } catch (TreeBuilderException unreadable) {
            return Stream.of("%s: %s cannot be read at character %s: there is %s where %s should be."
                    .formatted(
                            file.place(element),
                            text,
                            unreadable.getPosition() + 1,
                            unreadable.getEncountered(),
                            unreadable.getExpected()));
        }
    }

    private Stream<String> wrong(Element element, String text, Node node) {
        if (node instanceof AstIdentifier variable) {
            return variables.contains(variable.getName())
                    ? Stream.empty()
                    : Stream.of(
                            ("%s: nothing before it finds out '%s'. Write the result variable of a box, or a task's id and"
                                            + " field as in ${task.field}.")
                                    .formatted(file.place(element), variable.getName()));
        }
        if (node instanceof AstMethod call && call.getChild(0) instanceof AstDot step) {
            return called(element, text, call, step);
        }
        if (node instanceof AstDot answer && answer.getChild(0) instanceof AstIdentifier task) {
            return task.getName().equals(AnswerResolver.FACTS)
                    ? new FactWords(program, file, element).unknown(property(answer))
                    : new AnswerWords(program, file, element).unknown(task.getName(), property(answer));
        }
        if (node instanceof AstFunction function) {
            return LondonTimes.wrong(function)
                    .map(sentence -> Stream.of("%s: %s %s".formatted(file.place(element), text, sentence)))
                    .orElseGet(() -> below(element, text, function.getChild(0)));
        }
        if (node instanceof AstLiteral) {
            return Stream.empty();
        }
        return PLAIN.contains(node.getClass())
                ? Stream.concat(below(element, text, node), new AnswerWords(program, file, element).neverTrue(node))
                : Stream.of(
                        ("%s: %s is more than a diagram may say. Compare the result of a box or the answer of a task, as in"
                                        + " ${task.field == 'yes'}.")
                                .formatted(file.place(element), text));
    }

    private Stream<String> below(Element element, String text, Node node) {
        return IntStream.range(0, node.getCardinality())
                .mapToObj(node::getChild)
                .flatMap(child -> wrong(element, text, child));
    }

    private Stream<String> called(Element element, String text, AstMethod call, AstDot step) {
        if (!(step.getChild(0) instanceof AstIdentifier process) || variables.contains(process.getName())) {
            return Stream.of(
                    "%s: %s calls what is no step. Only a step of the process can be called, as in ${process.step(caseId)}."
                            .formatted(file.place(element), text));
        }
        String place = file.place(element);
        String name = process.getName();
        String method = property(step);
        if (program.drawn().contains(name) && !file.ids("process").contains(name)) {
            return Stream.of(
                    "%s: %s is another process, and a diagram calls only steps of its own. Call its diagram instead."
                            .formatted(place, name));
        }
        Class<?> type = program.drawn().contains(name) ? program.named(name) : null;
        if (type == null) {
            return Stream.of(
                    "%s: the program has no process class named %s. Write the name of the process, as in ${%s}."
                            .formatted(place, name, "process." + method + "(caseId)"));
        }
        Node parameters = call.getChild(1);
        boolean ofTheCase = parameters.getCardinality() == 1
                && parameters.getChild(0) instanceof AstIdentifier argument
                && argument.getName().equals(Cases.CASE_ID);
        if (!ofTheCase) {
            return Stream.of(
                    "%s: %s is not how a step is called. Write ${%s.%s(caseId)}.".formatted(place, text, name, method));
        }
        return StepNames.method(type, method, String.class) == null
                ? Stream.of(
                        "%s: the program has no step %s.%s. Take the id and the expression of a step it has, or add the method."
                                .formatted(place, name, method))
                : Stream.empty();
    }

    /** The reader of expressions keeps the name to itself, but for how it is printed. */
    static String property(AstDot dot) {
        return dot.toString().replaceFirst("^\\.\\s*", "");
    }
}
