package org.meterflow.process.engine;

import jakarta.annotation.PostConstruct;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys from the folder what has changed in it since a former start, and nothing else: a change that was approved in the
 * console stays in force until the folder brings another file for the same process or table.
 */
@Component
class StartDeployment {

    private static final Logger log = LoggerFactory.getLogger(StartDeployment.class);
    private static final String NAME = "Start of the program";

    private final ProcessEngine engine;
    private final Definitions definitions;
    private final ModelCheck check;
    private final String[] patterns;

    /** @param clock first, so that versions are dated by the platform's time */
    StartDeployment(
            ProcessEngine engine,
            Definitions definitions,
            ModelCheck check,
            EngineClock clock,
            @Value("${camunda.bpm.deployment-resource-pattern}") String[] patterns) {
        Objects.requireNonNull(clock);
        this.engine = engine;
        this.definitions = definitions;
        this.check = check;
        this.patterns = patterns;
    }

    @PostConstruct
    void deploy() throws IOException {
        List<ModelFile> changed = new ArrayList<>();
        for (ModelFile file : folder()) {
            if (isNew(file)) {
                changed.add(file);
            }
        }
        if (!changed.isEmpty()) {
            var deployment = engine.getRepositoryService().createDeployment().name(NAME);
            // of several nodes that start at once, only the first deploys
            deployment.enableDuplicateFiltering(true);
            changed.forEach(file -> deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content())));
            deployment.deploy();
        }
        check.wrongInForce().forEach(sentence -> log.warn("Of what is deployed: {}", sentence));
    }

    private List<ModelFile> folder() throws IOException {
        List<ModelFile> files = new ArrayList<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        for (String pattern : patterns) {
            for (Resource resource : resolver.getResources(pattern.strip())) {
                files.add(new ModelFile(
                        Objects.requireNonNull(resource.getFilename()), resource.getContentAsByteArray()));
            }
        }
        return files;
    }

    /** Whether anything in it is in none of the versions since the one that a former start brought last. */
    private boolean isNew(ModelFile file) throws IOException {
        ModelKind kind = ModelKind.of(file.name()).orElseThrow();
        return DiagramFile.read(file.name(), file.content()).ids(kind.element()).stream()
                .anyMatch(key -> isNew(kind, key, file));
    }

    private boolean isNew(ModelKind kind, String key, ModelFile file) {
        List<Definition> versions = definitions.versions(kind, key);
        int brought = versions.stream()
                .filter(version -> version.source() == null)
                .mapToInt(Definition::version)
                .max()
                .orElse(0);
        Stream<Definition> since = versions.stream().filter(version -> version.version() >= brought);
        boolean changed = since.noneMatch(
                version -> Arrays.equals(definitions.file(version).content(), file.content()));
        if (changed && !versions.isEmpty() && versions.get(0).source() != null) {
            log.warn(
                    "{} in the folder has changed: it takes the place of version {} of {}, which was approved in the console",
                    file.name(),
                    versions.get(0).version(),
                    versions.get(0).name());
        }
        return changed;
    }
}
