package org.meterflow.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.kit.TaskField;

/**
 * A process that has no program: all that it needs stands in its diagram.
 *
 * @param process its id
 * @param documentation what it is for
 * @param beginning the name of its start
 * @param facts what a case starts from: the fields of its start
 * @param marks its extension properties
 */
public record DrawnProcess(
        String process,
        String name,
        String documentation,
        String beginning,
        List<TaskField> facts,
        Map<String, String> marks) {

    /** A line that names a case to people, with <code>${facts.…}</code> in it; empty when the diagram says nothing. */
    public String about() {
        return mark(ProcessMarks.ABOUT);
    }

    /** The fact that is a case's id, when whoever starts it names it. */
    public Optional<TaskField> key() {
        return facts.stream()
                .filter(field -> field.name().equals(mark(ProcessMarks.KEY)))
                .findFirst();
    }

    /** What a person is asked who starts a case: its id is given by the platform. */
    public List<TaskField> asked() {
        Optional<TaskField> key = key();
        return facts.stream()
                .filter(field -> key.filter(field::equals).isEmpty())
                .toList();
    }

    /** The message that starts a case. */
    public Optional<String> startedBy() {
        return Optional.of(mark(ProcessMarks.STARTED_BY)).filter(name -> !name.isEmpty());
    }

    public Set<String> startedByRoles() {
        return Set.copyOf(TaskMarks.ids(mark(ProcessMarks.STARTED_BY_ROLES)));
    }

    /** The teams whose people may start a case; empty when people do not start it. */
    public List<String> startedByTeams() {
        return TaskMarks.ids(mark(ProcessMarks.STARTED_BY_TEAM));
    }

    /** The facts with the parties that may see a case; empty when all that name a party do. */
    public List<String> seenBy() {
        return TaskMarks.ids(mark(ProcessMarks.SEEN_BY));
    }

    private String mark(String name) {
        return marks.getOrDefault(name, "").strip();
    }
}
