package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.TaskFilter;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MeterflowTest
class TaskListsTest {

    private static final String DIAGRAM = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
              <process id="longList" name="Long list" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="begin"/><sequenceFlow id="a" sourceRef="begin" targetRef="look"/>
                <userTask id="look" name="Look" camunda:candidateGroups="teamOfALongList"/>
                <sequenceFlow id="b" sourceRef="look" targetRef="end"/><endEvent id="end"/>
              </process>
            </definitions>
            """;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskLists lists;

    @Autowired
    JdbcClient jdbc;

    private String deployment = "";

    @BeforeEach
    void moreTasksThanAreReadAtOnce() {
        deployment = repository
                .createDeployment()
                .addString("long-list.bpmn", DIAGRAM)
                .deploy()
                .getId();
        for (int number = 0; number <= TaskLists.AT_ONCE; number++) {
            runtime.startProcessInstanceByKey("longList", "LIST-" + number);
        }
    }

    @AfterEach
    void theyAreGone() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void a_list_however_long_is_handed_over_while_it_is_read() {
        List<Long> reading = new ArrayList<>();
        TaskFilter all = TaskFilter.of("uma", Set.of("teamOfALongList"), TaskFilter.Claim.ALL);

        lists.each(
                all,
                task -> reading.add(jdbc.sql("select count(*) from pg_cursors")
                        .query(Long.class)
                        .single()));

        assertThat(reading).hasSize(TaskLists.AT_ONCE + 1);
        assertThat(reading.get(0)).as("there is more to come").isPositive();
    }
}
