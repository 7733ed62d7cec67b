package org.meterflow.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.meterflow.load.Measurement.Work;
import org.springframework.context.ApplicationContext;

/** What the same engine does on the same database when nothing but the engine is asked: no inbox, no rules, no meters. */
final class BareEngine {

    private final ProcessEngine engine;
    private final RuntimeService runtime;
    private final Deque<String> waiting = new ArrayDeque<>();
    private int number;

    BareEngine(ApplicationContext platform) {
        this.engine = platform.getBean(ProcessEngine.class);
        this.runtime = engine.getRuntimeService();
    }

    void deploy() {
        engine.getRepositoryService()
                .createDeployment()
                .name("bench")
                .addModelInstance(
                        "bench-task.bpmn",
                        Bpmn.createExecutableProcess("benchTask")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .serviceTask()
                                .camundaExpression("${true}")
                                .endEvent()
                                .done())
                .addModelInstance(
                        "bench-wait.bpmn",
                        Bpmn.createExecutableProcess("benchWait")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .intermediateCatchEvent()
                                .message("benchMessage")
                                .endEvent()
                                .done())
                .addModelInstance(
                        "bench-user-task.bpmn",
                        Bpmn.createExecutableProcess("benchUserTask")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask()
                                .name("Look")
                                .camundaCandidateGroups("bench")
                                .endEvent()
                                .done())
                .addModelInstance(
                        "bench-timer.bpmn",
                        Bpmn.createExecutableProcess("benchTimer")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .intermediateCatchEvent()
                                .timerWithDate("${until}")
                                .endEvent()
                                .done())
                .deploy();
    }

    void startTasks(int count) throws Exception {
        Measurement.time(Collections.nCopies(count, () -> runtime.startProcessInstanceByKey("benchUserTask", "a look")));
    }

    void listTasks(int first, int most) {
        var open = engine.getTaskService().createTaskQuery().taskCandidateGroup("bench");
        if (open.count() < most || open.orderByTaskCreateTime().asc().listPage(first, most).size() != most) {
            throw new IllegalStateException("The engine has lost tasks");
        }
    }

    List<Work> startsOf(int count) {
        return Collections.nCopies(count, () -> runtime.startProcessInstanceByKey("benchWait"));
    }

    void startTimers(int count, Instant due) throws Exception {
        Map<String, Object> until = Map.of("until", Date.from(due));
        Measurement.time(Collections.nCopies(count, () -> runtime.startProcessInstanceByKey("benchTimer", until)));
    }

    long timersLeft() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("benchTimer")
                .count();
    }

    Duration starts(int count) throws Exception {
        List<Work> work = new ArrayList<>();
        for (int done = 0; done < count; done++) {
            String key = "task-" + number++;
            work.add(() -> runtime.startProcessInstanceByKey("benchTask", key));
        }
        return Measurement.time(work);
    }

    Duration startsIntoAWait(int count) throws Exception {
        List<Work> work = new ArrayList<>();
        for (int done = 0; done < count; done++) {
            String key = "wait-" + number++;
            waiting.add(key);
            work.add(() -> runtime.startProcessInstanceByKey("benchWait", key));
        }
        return Measurement.time(work);
    }

    /** By business key, each of a case that {@link #startsIntoAWait} has left waiting. */
    Duration correlations(int count) throws Exception {
        List<Work> work = new ArrayList<>();
        for (int done = 0; done < count; done++) {
            String key = waiting.remove();
            work.add(() -> runtime.createMessageCorrelation("benchMessage")
                    .processInstanceBusinessKey(key)
                    .correlate());
        }
        return Measurement.time(work);
    }
}
