package org.meterflow.process.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinitionQuery;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.form.FormText;
import org.meterflow.process.form.FormVersion;
import org.meterflow.process.form.FormVersions;
import org.springframework.stereotype.Component;

/** The diagrams and decision tables by which the engine runs, in all their versions. */
@Component
public class Definitions {

    private final RepositoryService engine;
    private final FormVersions forms;

    Definitions(ProcessEngine engine, FormVersions forms) {
        this.engine = engine.getRepositoryService();
        this.forms = forms;
    }

    /** Takes note of forms that have changed in their folder: before anything is compared with what is in force. */
    public void follow() {
        forms.follow();
    }

    /** The newest version of each: by these new cases begin, and decisions are made. */
    public List<Definition> inForce() {
        return Stream.of(
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
                                .map(found -> definition(ModelKind.TABLE, found)),
                        forms.newest().stream().map(this::definition))
                .flatMap(found -> found)
                .toList();
    }

    public Optional<Definition> inForce(ModelKind kind, String key) {
        return switch (kind) {
            case DIAGRAM -> found(kind, diagrams(key).latestVersion().singleResult());
            case TABLE -> found(kind, tables(key).latestVersion().singleResult());
            case FORM -> versions(kind, key).stream().findFirst();
        };
    }

    private Optional<Definition> found(ModelKind kind, @Nullable ResourceDefinition found) {
        return Optional.ofNullable(found).map(each -> definition(kind, each));
    }

    public Optional<Definition> find(ModelKind kind, String key, int version) {
        return switch (kind) {
            case DIAGRAM ->
                found(kind, diagrams(key).processDefinitionVersion(version).singleResult());
            case TABLE ->
                found(kind, tables(key).decisionDefinitionVersion(version).singleResult());
            case FORM ->
                versions(kind, key).stream()
                        .filter(each -> each.version() == version)
                        .findFirst();
        };
    }

    /** All of them, the newest first. */
    public List<Definition> versions(ModelKind kind, String key) {
        return switch (kind) {
            case DIAGRAM ->
                diagrams(key).orderByProcessDefinitionVersion().desc().list().stream()
                        .map(each -> definition(kind, each))
                        .toList();
            case TABLE ->
                tables(key).orderByDecisionDefinitionVersion().desc().list().stream()
                        .map(each -> definition(kind, each))
                        .toList();
            case FORM -> forms.of(key).stream().map(this::definition).toList();
        };
    }

    private ProcessDefinitionQuery diagrams(String key) {
        return engine.createProcessDefinitionQuery().processDefinitionKey(key);
    }

    private DecisionDefinitionQuery tables(String key) {
        return engine.createDecisionDefinitionQuery().decisionDefinitionKey(key);
    }

    /** The file, byte for byte as it was deployed. */
    public ModelFile file(Definition definition) {
        if (definition.kind() == ModelKind.FORM) {
            return new ModelFile(definition.file(), forms.content(form(definition)));
        }
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
        Map<Boolean, List<ModelFile>> asForms = files.stream()
                .collect(Collectors.partitioningBy(file -> file.name().endsWith(ModelKind.FORM.ending())));
        asForms.getOrDefault(true, List.of()).forEach(file -> forms.approve(formKey(file), file.content(), source));
        List<ModelFile> models = asForms.getOrDefault(false, List.of());
        if (!models.isEmpty()) {
            var deployment = engine.createDeployment().name(source).source(source);
            models.forEach(file -> deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content())));
            deployment.deploy();
        }
    }

    static String formKey(ModelFile file) {
        return file.name()
                .substring(0, file.name().length() - ModelKind.FORM.ending().length());
    }

    private static FormVersion form(Definition definition) {
        return new FormVersion(definition.key(), definition.version(), definition.at(), definition.source());
    }

    private Definition definition(FormVersion form) {
        return new Definition(
                ModelKind.FORM,
                form.key(),
                FormText.read(forms.content(form))
                        .map(FormText::title)
                        .filter(title -> !title.isEmpty())
                        .orElse(form.key()),
                form.version(),
                form.key() + ModelKind.FORM.ending(),
                "",
                form.at(),
                form.source());
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
