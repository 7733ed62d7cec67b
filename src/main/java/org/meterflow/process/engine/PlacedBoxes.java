package org.meterflow.process.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/** The boxes of deployed diagrams that call a step, so that others know what parties may be sent and may send. */
@Component
public class PlacedBoxes {

    private final RepositoryService engine;

    /** By the id of a version, which never changes. */
    private final Map<String, List<Box>> read = new ConcurrentHashMap<>();

    PlacedBoxes(ProcessEngine engine) {
        this.engine = engine.getRepositoryService();
    }

    /**
     * One box.
     *
     * @param step the process it calls
     * @param process the name of the process in whose diagram it stands
     * @param id its own
     * @param title its name
     * @param said its properties as they are written
     */
    public record Box(String step, String process, String id, String title, Map<String, String> said) {}

    /** Those that new cases come to. */
    public List<Box> inForce(String step) {
        return of(step, engine.createProcessDefinitionQuery().latestVersion().list());
    }

    /** Those of former versions too, in which cases may still be; the newest version first. */
    public List<Box> ofAllVersions(String step) {
        return of(step, engine.createProcessDefinitionQuery().list());
    }

    private List<Box> of(String step, List<ProcessDefinition> versions) {
        return versions.stream()
                .sorted(Comparator.comparing(ProcessDefinition::getVersion)
                        .reversed()
                        .thenComparing(ProcessDefinition::getKey))
                .flatMap(version -> read.computeIfAbsent(version.getId(), id -> boxes(version)).stream())
                .filter(box -> box.step().equals(step))
                .toList();
    }

    private List<Box> boxes(ProcessDefinition version) {
        try (InputStream content = engine.getProcessModel(version.getId())) {
            return DiagramFile.read(version.getKey(), content.readAllBytes())
                    .all("callActivity")
                    .map(box -> new Box(
                            box.getAttribute("calledElement"),
                            ElementNames.of(version.getName(), version.getKey()),
                            box.getAttribute("id"),
                            ElementNames.of(box.getAttribute("name"), box.getAttribute("id")),
                            PlacedCheck.said(box)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
