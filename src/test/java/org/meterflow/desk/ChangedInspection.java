package org.meterflow.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;

/** The diagram of the inspection, as it comes along and as a process owner might have changed it. */
final class ChangedInspection {

    private static final String JUDGED =
            "<bpmn:sequenceFlow id=\"toFaulty\" sourceRef=\"judgeFinding\" targetRef=\"faulty\"/>";

    private ChangedInspection() {}

    static String unchanged() {
        try (var written = ChangedInspection.class.getResourceAsStream("/desk-tests/meter-inspection.bpmn")) {
            return new String(Objects.requireNonNull(written).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * More boxes between the judgement and what follows from it.
     *
     * @param boxes with the flows between them
     * @param way the id of the flow that leads there
     * @param back the id of the flow that leads on
     */
    static String with(String boxes, String way, String back) {
        return unchanged()
                .replace(JUDGED, boxes)
                .replace("<bpmn:outgoing>toFaulty</bpmn:outgoing>", "<bpmn:outgoing>" + way + "</bpmn:outgoing>")
                .replace("<bpmn:incoming>toFaulty</bpmn:incoming>", "<bpmn:incoming>" + back + "</bpmn:incoming>")
                .replaceAll("<bpmndi:BPMNEdge id=\"toFaulty_di\".*?</bpmndi:BPMNEdge>", "");
    }

    /** @return the deployment's id */
    static String deployed(RepositoryService repository, String diagram) {
        return repository
                .createDeployment()
                .addString("meter-inspection.bpmn", diagram)
                .deploy()
                .getId();
    }
}
