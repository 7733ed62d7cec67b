package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** A case that pays for a delay beside its own way. */
@MeterflowTest
@RecordApplicationEvents
class SideEndsTest {

    private static final String DIAGRAM = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
              <message id="late" name="isLate"/>
              <process id="paidBeside" name="Paid beside" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="begin"/><sequenceFlow id="a" sourceRef="begin" targetRef="mend"/>
                <userTask id="mend" name="Mend"/>
                <sequenceFlow id="b" sourceRef="mend" targetRef="mended"/><endEvent id="mended" name="Mended"/>
                <boundaryEvent id="delay" attachedToRef="mend" cancelActivity="false">
                  <messageEventDefinition messageRef="late"/>
                </boundaryEvent>
                <sequenceFlow id="c" sourceRef="delay" targetRef="pay"/><userTask id="pay" name="Pay"/>
                <sequenceFlow id="d" sourceRef="pay" targetRef="paid"/><endEvent id="paid" name="Paid"/>
              </process>
            </definitions>
            """;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ApplicationEvents events;

    private String deployment = "";
    private String instance = "";

    @BeforeEach
    void itIsLate() {
        deployment = repository
                .createDeployment()
                .addString("paid-beside.bpmn", DIAGRAM)
                .deploy()
                .getId();
        instance = runtime.startProcessInstanceByKey("paidBeside", "LATE", Map.of())
                .getId();
        runtime.createMessageCorrelation("isLate").processInstanceId(instance).correlate();
    }

    @AfterEach
    void nothingIsLeft() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void the_payment_that_comes_last_is_not_how_the_case_ended() {
        done("mend");
        done("pay");

        assertThat(events.stream(EndReached.class)).extracting(EndReached::name).containsExactly("Mended");
    }

    @Test
    void the_payment_that_comes_first_is_not_either() {
        done("pay");
        done("mend");

        assertThat(events.stream(EndReached.class)).extracting(EndReached::name).containsExactly("Mended");
    }

    private void done(String task) {
        tasks.complete(tasks.createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(task)
                .singleResult()
                .getId());
    }
}
