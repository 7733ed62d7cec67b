package org.meterflow.process.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    private final Supplier<Map<String, List<Box>>> inForce;
    private final Supplier<Map<String, List<Box>>> ofAllVersions;

    PlacedBoxes(ProcessEngine engine, DeployedVersions versions) {
        this.engine = engine.getRepositoryService();
        this.inForce = versions.keep(() -> byStep(
                this.engine.createProcessDefinitionQuery().latestVersion().list()));
        this.ofAllVersions = versions.keep(
                () -> byStep(this.engine.createProcessDefinitionQuery().list()));
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
        return inForce.get().getOrDefault(step, List.of());
    }

    /** Those of former versions too, in which cases may still be; the newest version first. */
    public List<Box> ofAllVersions(String step) {
        return ofAllVersions.get().getOrDefault(step, List.of());
    }

    private Map<String, List<Box>> byStep(List<ProcessDefinition> versions) {
        return versions.stream()
                .sorted(Comparator.comparing(ProcessDefinition::getVersion)
                        .reversed()
                        .thenComparing(ProcessDefinition::getKey))
                .flatMap(version -> read.computeIfAbsent(version.getId(), id -> boxes(version)).stream())
                .collect(Collectors.groupingBy(Box::step));
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
