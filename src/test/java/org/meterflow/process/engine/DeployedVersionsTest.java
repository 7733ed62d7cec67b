package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;

@MeterflowTest
class DeployedVersionsTest {

    private static final String DIAGRAM = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
              <process id="readOnce" name="Read once" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="begin"/><sequenceFlow id="a" sourceRef="begin" targetRef="end"/><endEvent id="end"/>
              </process>
            </definitions>
            """;

    @Autowired
    RepositoryService repository;

    @Autowired
    DeployedVersions versions;

    @Autowired
    DrawnProcesses processes;

    @Test
    void what_was_read_of_diagrams_is_kept_until_a_version_comes_or_goes() {
        AtomicInteger made = new AtomicInteger();
        Supplier<Integer> kept = versions.keep(made::incrementAndGet);
        assertThat(kept.get()).isEqualTo(1);
        assertThat(kept.get()).isEqualTo(1);
        assertThat(processes.all()).isSameAs(processes.all());

        String deployment = repository
                .createDeployment()
                .addString("read-once.bpmn", DIAGRAM)
                .deploy()
                .getId();
        assertThat(kept.get()).isEqualTo(2);
        assertThat(processes.find("readOnce")).isPresent();

        repository.deleteDeployment(deployment, true);
        assertThat(kept.get()).isEqualTo(3);
        assertThat(processes.find("readOnce")).isEmpty();
    }
}
