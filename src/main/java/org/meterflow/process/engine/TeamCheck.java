package org.meterflow.process.engine;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.Drawn;
import org.meterflow.process.kit.PlacedStep;
import org.w3c.dom.Element;

/** Who does the tasks of a process: each is for teams that there are, and whoever must not do it is somebody who did another. */
final class TeamCheck {

    private final DiagramCheck.Program program;
    private final DiagramFile file;
    private final Element process;

    TeamCheck(DiagramCheck.Program program, DiagramFile file, Element process) {
        this.program = program;
        this.file = file;
        this.process = process;
    }

    Stream<String> wrong() {
        return DiagramFile.below(process, "userTask")
                .flatMap(task -> Stream.of(teams(task), owners(task), others(task), confidants(task))
                        .flatMap(found -> found));
    }

    private Stream<String> teams(Element task) {
        String offered = DiagramFile.engines(task, "candidateGroups");
        if (offered.isBlank()) {
            return Stream.of("%s: no team does this task. Write one under Candidate groups: %s."
                    .formatted(file.place(task), names(program)));
        }
        boolean known = isPlaced() && offered.startsWith("${") || isTeamStep(offered);
        return known ? Stream.empty() : unknown(program, file.place(task), offered);
    }

    /** Then the team stands at each box that calls the process, and is looked at there. */
    private boolean isPlaced() {
        Class<?> type = program.named(process.getAttribute("id"));
        return type != null && type.isAnnotationPresent(PlacedStep.class);
    }

    /** Then the program answers for it that there is such a team. */
    private boolean isTeamStep(String offered) {
        String id = process.getAttribute("id");
        Class<?> type = program.named(id);
        Drawn drawn = type == null ? null : type.getAnnotation(Drawn.class);
        return drawn != null
                && Stream.of(drawn.teams())
                        .anyMatch(step -> offered.strip().equals("${%s.%s(caseId)}".formatted(id, step)));
    }

    /** @param offered names of teams, with commas */
    static Stream<String> unknown(DiagramCheck.Program program, String place, String offered) {
        return Stream.of(offered.strip().split("\\s*,\\s*"))
                .filter(name -> !name.isEmpty() && !program.teams().contains(name))
                .map(name -> "%s: there is no team '%s'. Take one of: %s. An installation adds teams in its settings."
                        .formatted(place, name, names(program)));
    }

    /** The engine would take teams and people from these too, past the list. */
    private Stream<String> owners(Element task) {
        return Stream.of("potentialOwner", "humanPerformer")
                .filter(owner -> DiagramFile.below(task, owner).findAny().isPresent())
                .map(owner -> "%s: '%s' is not for diagrams. Take it away, and write the team under Candidate groups."
                        .formatted(file.place(task), owner));
    }

    private static String names(DiagramCheck.Program program) {
        return program.teams().stream().sorted().collect(Collectors.joining(", "));
    }

    private Stream<String> confidants(Element task) {
        return DiagramFile.below(task, "property")
                .filter(property -> property.getAttribute("name").equals(TaskMarks.CONFIDENTIAL_TO))
                .flatMap(property -> unknown(program, file.place(task), property.getAttribute("value")));
    }

    private Stream<String> others(Element task) {
        Set<String> tasks = DiagramFile.below(process, "userTask")
                .map(each -> each.getAttribute("id"))
                .collect(Collectors.toSet());
        return DiagramFile.below(task, "property")
                .filter(property -> property.getAttribute("name").equals(TaskMarks.ANOTHER_PERSON_THAN))
                .flatMap(property -> TaskMarks.ids(property.getAttribute("value")).stream())
                .filter(other -> !tasks.contains(other) || other.equals(task.getAttribute("id")))
                .map(other ->
                        "%s: another person than who did '%s' shall do this task, and no other task of the diagram has that id."
                                .formatted(file.place(task), other));
    }
}
