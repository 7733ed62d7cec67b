package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.FieldError;
import org.meterflow.process.TaskGone;
import org.meterflow.team.Members;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody completes a task at the very moment at which the platform is at work on its case. */
@MeterflowTest
class PatientTasksTest {

    private static final String DIAGRAM = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
              <process id="crossedTask" name="Crossed task" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="begin"/><sequenceFlow id="a" sourceRef="begin" targetRef="look"/>
                <userTask id="look" name="Look" camunda:candidateGroups="field"/>
                <sequenceFlow id="b" sourceRef="look" targetRef="end"/><endEvent id="end"/>
              </process>
            </definitions>
            """;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService engine;

    @Autowired
    Tasks tasks;

    @Autowired
    Members members;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private String deployment = "";
    private String instance = "";
    private String task = "";

    @BeforeEach
    void aTaskOfUmasTeam() {
        members.set("uma", Set.of("field"), "priya");
        deployment = repository
                .createDeployment()
                .addString("crossed-task.bpmn", DIAGRAM)
                .deploy()
                .getId();
        instance = runtime.startProcessInstanceByKey("crossedTask", "CROSSED").getId();
        task = engine.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    @AfterEach
    void nothingIsLeft() {
        repository.deleteDeployment(deployment, true);
        members.set("uma", Set.of(), "priya");
    }

    @Test
    void what_the_platform_does_in_the_same_moment_is_let_pass() {
        CompletableFuture<List<FieldError>> completed =
                completedWhile(() -> jdbc.sql("update act_ru_execution set rev_ = rev_ + 1 where id_ = ?")
                        .param(instance)
                        .update());

        assertThat(completed.join()).isEmpty();
        assertThat(engine.createTaskQuery().taskId(task).count()).isZero();
    }

    @Test
    void what_another_person_has_done_in_the_same_moment_is_said() {
        CompletableFuture<List<FieldError>> completed =
                completedWhile(() -> jdbc.sql("update act_ru_task set rev_ = rev_ + 1, assignee_ = 'zoe' where id_ = ?")
                        .param(task)
                        .update());

        assertThatThrownBy(completed::join)
                .hasCauseInstanceOf(TaskGone.class)
                .hasMessageContaining("zoe claimed this task before you");
    }

    /** The other change is made, and committed only when the completion waits for it. */
    private CompletableFuture<List<FieldError>> completedWhile(Runnable other) {
        return new TransactionTemplate(transactions).execute(open -> {
            other.run();
            CompletableFuture<List<FieldError>> completed =
                    CompletableFuture.supplyAsync(() -> tasks.complete(task, Map.of(), "uma"));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            jdbc.sql("select count(*) from pg_locks where not granted and locktype = 'transactionid'")
                                            .query(Integer.class)
                                            .single()
                                    > 0);
            return completed;
        });
    }
}
