package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Told;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A case that waits for one message, does something, and waits for another: told of both while it stands still. */
@MeterflowTest
class ResumedCasesTest {

    private static final String DIAGRAM = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                targetNamespace="test">
              <message id="toldOne" name="resumedToldOne"/>
              <message id="toldTwo" name="resumedToldTwo"/>
              <process id="toldTwice" name="Told twice" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="begin"/>
                <sequenceFlow id="a" sourceRef="begin" targetRef="one"/>
                <receiveTask id="one" messageRef="toldOne" camunda:asyncAfter="true"/>
                <sequenceFlow id="b" sourceRef="one" targetRef="two"/>
                <receiveTask id="two" messageRef="toldTwo"/>
                <sequenceFlow id="c" sourceRef="two" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>
            """;

    @Autowired
    RepositoryService repository;

    @Autowired
    HistoryService history;

    @Autowired
    Cases cases;

    @Autowired
    Suspensions suspensions;

    @Autowired
    KeptMessages kept;

    @Autowired
    PlatformTransactionManager transactions;

    private final CaseKey key = new CaseKey("toldTwice", UUID.randomUUID().toString());
    private String deployment = "";

    @BeforeEach
    void itStandsStill() {
        deployment = repository
                .createDeployment()
                .addString("told-twice.bpmn", DIAGRAM)
                .deploy()
                .getId();
        in(() -> cases.start(key));
        in(() -> suspensions.suspend(key));
    }

    @AfterEach
    void theDiagramIsGone() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void what_is_not_awaited_before_something_else_is_heard_is_kept_behind_it() {
        assertThat(told("resumedToldTwo")).as("it waits for another").isEqualTo(Told.NOT_WAITING);
        assertThat(told("resumedToldOne")).isEqualTo(Told.KEPT);
        assertThat(told("resumedToldTwo")).isEqualTo(Told.KEPT);
        assertThat(told("resumedToldOne")).as("once more").isEqualTo(Told.KEPT);

        in(() -> suspensions.resume(key));

        await().atMost(Duration.ofSeconds(30)).until(() -> !cases.isRunning(key));
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processDefinitionId(process())
                        .activityId("end")
                        .count())
                .isEqualTo(1);
        assertThat(kept.first(key)).isEmpty();
    }

    @Test
    void what_the_case_does_not_wait_for_when_its_turn_comes_is_forgotten() {
        told("resumedToldOne");
        told("resumedToldNothing");
        in(() -> suspensions.resume(key));

        await().atMost(Duration.ofSeconds(30)).until(() -> kept.first(key).isEmpty());
        assertThat(told("resumedToldTwo")).isEqualTo(Told.DELIVERED);
    }

    private String process() {
        return repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .singleResult()
                .getId();
    }

    private Told told(String message) {
        return new TransactionTemplate(transactions).execute(open -> cases.tell(key, message));
    }

    private void in(Runnable act) {
        new TransactionTemplate(transactions).executeWithoutResult(open -> act.run());
    }
}
