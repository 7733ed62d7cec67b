package org.meterflow.process.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.meterflow.process.StoryKind;
import org.meterflow.process.TaskGone;
import org.meterflow.process.Timeline;
import org.meterflow.process.WorkItem;
import org.meterflow.team.Team;
import org.meterflow.team.Teams;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tasks of former diagrams that name no team, or none that there still is: they are offered to one that there is. */
@Component
public class TeamlessTasks {

    private final ProcessEngine engine;
    private final WorkItems items;
    private final Teams teams;
    private final Timeline timeline;

    TeamlessTasks(ProcessEngine engine, WorkItems items, Teams teams, Timeline timeline) {
        this.engine = engine;
        this.items = items;
        this.teams = teams;
        this.timeline = timeline;
    }

    /** @param offered the names of a task's teams */
    public boolean isTeamless(List<String> offered) {
        return offered.stream().noneMatch(name -> teams.find(name).isPresent());
    }

    /**
     * Offers the task to the team, and notes it in the story of its case.
     *
     * @throws TaskGone when it is over, or for a team that there is: then somebody has to be put into that
     */
    @Transactional
    public WorkItem offer(String id, Team team, String by) {
        var tasks = engine.getTaskService();
        WorkItem task = tasks.createTaskQuery().taskId(id).initializeFormKeys().list().stream()
                .map(items::of)
                .findFirst()
                .orElseThrow(() -> new TaskGone("This task is over"));
        if (!isTeamless(task.teams())) {
            throw new TaskGone(
                    "This task is for the team %s. Put somebody into it".formatted(teams.titles(task.teams())));
        }
        tasks.addCandidateGroup(id, team.name());
        timeline.note(task.root(), StoryKind.PERSON, "Gave a task to a team", task.name() + ": " + team.title(), by);
        return task;
    }
}
