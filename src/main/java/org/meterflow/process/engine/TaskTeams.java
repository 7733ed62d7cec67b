package org.meterflow.process.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.task.TaskQuery;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.OtherTeam;
import org.meterflow.team.Members;
import org.meterflow.team.Teams;
import org.springframework.stereotype.Component;

/** Whose business a task is: only people in a team it is offered to see it and do it. */
@Component
class TaskTeams {

    private final WorkItems items;
    private final Teams teams;
    private final Members members;

    TaskTeams(WorkItems items, Teams teams, Members members) {
        this.items = items;
        this.teams = teams;
        this.members = members;
    }

    /**
     * @param person null for the tasks of all teams
     * @return empty when there is nothing the person may see
     */
    Optional<TaskQuery> seenBy(@Nullable String person, TaskQuery query) {
        return person == null ? Optional.of(query) : of(members.teamsOf(person), query);
    }

    Optional<TaskQuery> of(Collection<String> names, TaskQuery query) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(query.taskCandidateGroupIn(List.copyOf(names)).includeAssignedTasks());
    }

    /** @throws OtherTeam when the person is in none of its teams */
    void requireSeen(String task, String person) {
        List<String> offered = items.teams(task);
        if (members.teamsOf(person).stream().noneMatch(offered::contains)) {
            throw refused(offered);
        }
    }

    /**
     * The person stays in the team until the caller's transaction ends.
     *
     * @throws OtherTeam when the person is in none of its teams
     */
    void requireMember(String task, String person) {
        if (!hold(task, person)) {
            throw refused(items.teams(task));
        }
    }

    /** Whether the person is in one of its teams, and stays in it until the caller's transaction ends. */
    boolean hold(String task, String person) {
        return members.holdIn(person, items.teams(task));
    }

    private OtherTeam refused(List<String> offered) {
        return new OtherTeam(
                switch (offered.size()) {
                    case 0 -> "This task is for no team, so nobody can do it";
                    case 1 ->
                        "This task is for the team %s, and you are not in it. Ask an administrator to put you into it"
                                .formatted(teams.title(offered.get(0)));
                    default ->
                        "This task is for the teams %s, and you are in none of them. Ask an administrator to put you into one"
                                .formatted(teams.titles(offered));
                });
    }
}
