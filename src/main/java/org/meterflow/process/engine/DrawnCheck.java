package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.kit.FieldKind;
import org.w3c.dom.Element;

/** Whether a process without a program says all that is needed to start a case of it, and to find one. */
final class DrawnCheck {

    private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9]{2,40}");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z-]{2,40}");
    private static final Pattern FACTS_ALONE =
            Pattern.compile("(?:[^$#]|[$#](?!\\{)|\\$\\{\\s*facts\\.[A-Za-z0-9]+\\s*})*");

    private final KnownProgram program;
    private final DiagramFile file;
    private final Element process;
    private final Map<String, Element> fields;
    private final Map<String, String> marks;

    DrawnCheck(KnownProgram program, DiagramFile file, Element process) {
        this.program = program;
        this.file = file;
        this.process = process;
        this.fields = DrawnStart.fields(process).stream()
                .collect(Collectors.toMap(field -> field.getAttribute("id"), field -> field, (one, other) -> one));
        this.marks = DrawnStart.marks(process);
    }

    Stream<String> wrong() {
        if (program.drawn().contains(process.getAttribute("id"))) {
            return Stream.empty();
        }
        return Stream.of(named(), starts(), unknownMarks(), key(), message(), team(), about(), seen(), calls())
                .flatMap(found -> found);
    }

    private Stream<String> named() {
        String id = process.getAttribute("id");
        if (!ID.matcher(id).matches()) {
            return said(
                    "'%s' cannot be the id of a process. Write words in letters and digits, as in meterInspection.",
                    id);
        }
        return program.named(id) == null
                ? Stream.empty()
                : said("'%s' is the name of something else in the program. Give the process another id.", id);
    }

    private Stream<String> starts() {
        List<Element> starts = DrawnStart.starts(process).toList();
        return starts.size() == 1
                ? new FieldCheck(file, starts.get(0)).wrong(DrawnStart.fields(process))
                : said("it does not begin with one circle. Draw one start, with the facts that a case starts from.");
    }

    private Stream<String> unknownMarks() {
        return marks.keySet().stream()
                .filter(name -> !ProcessMarks.ALL.contains(name))
                .flatMap(name -> said(
                        "a process has no property '%s'. It has: %s.",
                        name, String.join(", ", new TreeSet<>(ProcessMarks.ALL))));
    }

    private Stream<String> key() {
        String key = mark(ProcessMarks.KEY);
        if (key.isEmpty()) {
            return mark(ProcessMarks.STARTED_BY).isEmpty()
                    ? Stream.empty()
                    : said("nothing says which field of the message names the case. Write its id as property key.");
        }
        Element field = fields.get(key);
        boolean fits = field != null && kind(field).equals(FieldKind.TEXT.type()) && DrawnStart.isRequired(field);
        return fits
                ? Stream.empty()
                : said(
                        "its cases are named by '%s', and its start has no required field of that id and of type string.",
                        key);
    }

    private Stream<String> message() {
        String message = mark(ProcessMarks.STARTED_BY);
        List<String> roles = TaskMarks.ids(mark(ProcessMarks.STARTED_BY_ROLES));
        if (message.isEmpty()) {
            return roles.isEmpty()
                    ? Stream.empty()
                    : said("it names roles that may start it, and no message. Write its name as property startedBy.");
        }
        if (!ID.matcher(message).matches()) {
            return said(
                    "'%s' cannot be the name of a message. Write words in letters and digits, as in inspectionWanted.",
                    message);
        }
        return roles.isEmpty()
                        || roles.stream().anyMatch(role -> !ROLE.matcher(role).matches())
                ? said("nothing says who may send %s. Write roles as property startedByRoles, as in supplier.", message)
                : Stream.empty();
    }

    private Stream<String> team() {
        return TeamCheck.unknown(program, file.place(process), mark(ProcessMarks.STARTED_BY_TEAM));
    }

    private Stream<String> about() {
        return FACTS_ALONE.matcher(mark(ProcessMarks.ABOUT)).matches()
                ? Stream.empty()
                : said("what a case is about is told by its facts alone, as in Visit to ${facts.meterPoint}.");
    }

    private Stream<String> seen() {
        Set<String> parties = fields.entrySet().stream()
                .filter(field -> kind(field.getValue()).equals(FieldKind.PARTY.type()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return TaskMarks.ids(mark(ProcessMarks.SEEN_BY)).stream()
                .filter(name -> !parties.contains(name))
                .flatMap(name ->
                        said("'%s' may see its cases, and its start has no field of that id and of type party.", name));
    }

    /** A box that calls anything else would call it without a case, and one that names a case would do again what that one did. */
    private Stream<String> calls() {
        return Stream.concat(
                others(),
                file.all("callActivity")
                        .filter(PlacedCheck::namesItsCase)
                        .map(box -> "%s: it names the case that it calls. Take businessKey out: the step finds its own."
                                .formatted(file.place(box))));
    }

    private Stream<String> others() {
        return file.all("callActivity")
                .filter(box -> program.drawn().contains(box.getAttribute("calledElement")))
                .filter(box -> program.step(box.getAttribute("calledElement")).isEmpty())
                .map(box -> "%s: %s is no step that can be placed in a diagram. Take one of the steps of the kit."
                        .formatted(file.place(box), box.getAttribute("calledElement")));
    }

    private static String kind(Element field) {
        return field.getAttribute("type");
    }

    private String mark(String name) {
        return marks.getOrDefault(name, "").strip();
    }

    private Stream<String> said(String sentence, Object... words) {
        return Stream.of(file.place(process) + ": " + sentence.formatted(words));
    }
}
