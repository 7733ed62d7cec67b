package org.meterflow.process.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinitionQuery;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.springframework.stereotype.Component;

/** The diagrams and decision tables by which the engine runs, in all their versions. */
@Component
public class Definitions {

    private final RepositoryService engine;

    Definitions(ProcessEngine engine) {
        this.engine = engine.getRepositoryService();
    }

    /** The newest version of each: by these new cases begin, and decisions are made. */
    public List<Definition> inForce() {
        return Stream.concat(
                        engine
                                .createProcessDefinitionQuery()
                                .latestVersion()
                                .orderByProcessDefinitionKey()
                                .asc()
                                .list()
                                .stream()
                                .map(found -> definition(ModelKind.DIAGRAM, found)),
                        engine
                                .createDecisionDefinitionQuery()
                                .latestVersion()
                                .orderByDecisionDefinitionKey()
                                .asc()
                                .list()
                                .stream()
                                .map(found -> definition(ModelKind.TABLE, found)))
                .toList();
    }

    public Optional<Definition> inForce(ModelKind kind, String key) {
        return Optional.ofNullable(
                        switch (kind) {
                            case DIAGRAM -> diagrams(key).latestVersion().singleResult();
                            case TABLE -> tables(key).latestVersion().singleResult();
                        })
                .map(found -> definition(kind, found));
    }

    public Optional<Definition> find(ModelKind kind, String key, int version) {
        return Optional.ofNullable(
                        switch (kind) {
                            case DIAGRAM ->
                                diagrams(key).processDefinitionVersion(version).singleResult();
                            case TABLE ->
                                tables(key).decisionDefinitionVersion(version).singleResult();
                        })
                .map(found -> definition(kind, found));
    }

    /** All of them, the newest first. */
    public List<Definition> versions(ModelKind kind, String key) {
        List<? extends ResourceDefinition> found = switch (kind) {
            case DIAGRAM ->
                diagrams(key).orderByProcessDefinitionVersion().desc().list();
            case TABLE -> tables(key).orderByDecisionDefinitionVersion().desc().list();
        };
        return found.stream().map(each -> definition(kind, each)).toList();
    }

    private ProcessDefinitionQuery diagrams(String key) {
        return engine.createProcessDefinitionQuery().processDefinitionKey(key);
    }

    private DecisionDefinitionQuery tables(String key) {
        return engine.createDecisionDefinitionQuery().decisionDefinitionKey(key);
    }

    /** The file, byte for byte as it was deployed. */
    public ModelFile file(Definition definition) {
        try (InputStream content = engine.getResourceAsStream(definition.deployment(), resource(definition))) {
            return new ModelFile(definition.file(), content.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String resource(Definition definition) {
        return engine.getDeploymentResourceNames(definition.deployment()).stream()
                .filter(name -> fileOf(name).equals(definition.file()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Makes these files the newest versions, in the caller's transaction.
     *
     * @param source kept with them, for {@link Definition#source}
     */
    public void deploy(String source, List<ModelFile> files) {
        var deployment = engine.createDeployment().name(source).source(source);
        files.forEach(file -> deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content())));
        deployment.deploy();
    }

    private Definition definition(ModelKind kind, ResourceDefinition found) {
        Deployment deployment = engine.createDeploymentQuery()
                .deploymentId(found.getDeploymentId())
                .singleResult();
        return new Definition(
                kind,
                found.getKey(),
                ElementNames.of(found.getName(), found.getKey()),
                found.getVersion(),
                fileOf(found.getResourceName()),
                found.getDeploymentId(),
                deployment.getDeploymentTime().toInstant(),
                deployment.getSource());
    }

    /** Deployed by the engine itself, a file had its whole path as its name. */
    private static String fileOf(String resource) {
        return Objects.requireNonNull(resource).replaceFirst("^.*[/\\\\]", "");
    }
}
