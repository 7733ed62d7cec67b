package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.team.Members;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody has claimed, when they are in its team no more. */
@MeterflowTest
class ReturnedClaimsTest {

    @Autowired
    TaskService engine;

    @Autowired
    ReturnedClaims claims;

    @Autowired
    Members members;

    private String task = "";

    @BeforeEach
    void aTaskOfTwoTeamsIsClaimed() {
        members.set("uma", Set.of("field", "scheduling"), "priya");
        Task claimed = engine.newTask();
        engine.saveTask(claimed);
        task = claimed.getId();
        engine.addCandidateGroup(task, "field");
        engine.addCandidateGroup(task, "scheduling");
        engine.setAssignee(task, "uma");
    }

    @AfterEach
    void theTaskIsOver() {
        engine.deleteTask(task, true);
        members.set("uma", Set.of(), "priya");
    }

    @Test
    void whoever_leaves_the_last_of_a_task_s_teams_loses_it() {
        members.take("uma", "field", "priya");
        assertThat(owner()).as("still in the other").isEqualTo("uma");

        members.take("uma", "scheduling", "priya");

        assertThat(owner()).isNull();
    }

    @Test
    void whoever_leaves_another_team_keeps_it() {
        members.set("uma", Set.of("field", "scheduling", "panel"), "priya");

        members.take("uma", "panel", "priya");

        assertThat(owner()).isEqualTo("uma");
    }

    @Test
    void what_somebody_claimed_who_was_never_in_a_team_goes_back_at_the_next_start() {
        claims.atStart();
        assertThat(owner()).as("a member's").isEqualTo("uma");
        engine.setAssignee(task, "zoe");

        claims.atStart();

        assertThat(owner()).isNull();
    }

    private String owner() {
        return engine.createTaskQuery().taskId(task).singleResult().getAssignee();
    }
}
