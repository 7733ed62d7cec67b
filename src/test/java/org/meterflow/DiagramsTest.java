package org.meterflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.dmn.Dmn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterflow.process.Drawn;
import org.meterflow.process.engine.DiagramCheck;
import org.meterflow.process.engine.Diagrams;
import org.meterflow.team.Teams;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** The diagrams are the program: what a box says exists in Java, and what an element needs to be read is there. */
class DiagramsTest {

    private static final Pattern GENERATED = Pattern.compile("(Activity|Gateway|Event|Flow|Task)_[0-9a-z]{7}");

    static Stream<Path> diagrams() throws IOException {
        return Files.list(Path.of("bpmn")).filter(file -> file.toString().endsWith(".bpmn"));
    }

    static Stream<Path> decisions() throws IOException {
        return Files.list(Path.of("bpmn")).filter(file -> file.toString().endsWith(".dmn"));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void the_box_is_the_method(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        Process process = model.getModelElementsByType(Process.class).iterator().next();
        assertThat(file.getFileName()).hasToString(kebab(process.getId()) + ".bpmn");
        Stream.of(ServiceTask.class, BusinessRuleTask.class)
                .flatMap(type -> model.getModelElementsByType(type).stream())
                .filter(task -> task.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "decisionRef") == null)
                .forEach(
                        task -> assertThat(task.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "expression"))
                                .isEqualTo("${%s.%s(caseId)}".formatted(process.getId(), task.getId())));
    }

    @Test
    void what_diagrams_name_exists_in_the_program() {
        assertThat(Diagrams.at("file:bpmn/*.bpmn", "file:bpmn/*.dmn").wrongFor(new SourceProgram()))
                .isEmpty();
    }

    /** Cases go on in the version in which they began. */
    @Test
    void every_step_of_a_diagram_of_a_former_version_is_still_there() {
        assertThat(Diagrams.at("file:src/test/resources/former-diagrams/*.bpmn", "file:bpmn/*.dmn")
                        .wrongFor(new SourceProgram()))
                .noneMatch(sentence -> sentence.contains("has no step"));
    }

    /** What the start of the program asks its beans for, asked of the sources. */
    private record SourceProgram() implements DiagramCheck.Program {

        @Override
        public @Nullable Class<?> named(String name) {
            String simple = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            try {
                return Class.forName("org.meterflow.process." + name.toLowerCase(Locale.ROOT) + "." + simple);
            } catch (ClassNotFoundException none) {
                return null;
            }
        }

        @Override
        public boolean hasForm(String key) {
            return Files.exists(Path.of("forms", key + ".html"));
        }

        @Override
        public Set<String> teams() {
            StandardEnvironment settings = new StandardEnvironment();
            try {
                new YamlPropertySourceLoader()
                        .load("ours", new ClassPathResource("application.yaml"))
                        .forEach(settings.getPropertySources()::addLast);
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
            return new Teams(settings).names();
        }

        @Override
        public Set<String> messages() {
            try (Stream<Path> schemas = Files.list(Path.of("src/main/resources/schemas"))) {
                return schemas.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                        .collect(Collectors.toSet());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** The classes behind diagrams, but for those of tests. */
        @Override
        public Set<String> drawn() {
            var finder = new ClassPathScanningCandidateComponentProvider(false);
            finder.addIncludeFilter(new AnnotationTypeFilter(Drawn.class));
            return finder.findCandidateComponents("org.meterflow.process").stream()
                    .map(BeanDefinition::getBeanClassName)
                    .map(Objects::requireNonNull)
                    .filter(name -> Files.exists(Path.of("src/main/java", name.replace('.', '/') + ".java")))
                    .map(ClassUtils::getShortName)
                    .map(StringUtils::uncapitalize)
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void a_person_s_task_is_called_as_its_form_and_has_a_team_and_a_date(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        Process process = model.getModelElementsByType(Process.class).iterator().next();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            if (task.getCamundaFormKey() != null) {
                assertThat(task.getCamundaFormKey()).isEqualTo(kebab(process.getId()) + "/" + kebab(task.getId()));
            }
            assertThat(task.getCamundaCandidateGroups()).isNotBlank();
            assertThat(task.getCamundaDueDate()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void a_process_owner_can_read_it(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        Process process = model.getModelElementsByType(Process.class).iterator().next();
        assertThat(process.getDocumentations()).isNotEmpty();
        assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
        List<String> drawn = model.getModelElementsByType(BpmnShape.class).stream()
                .map(shape -> shape.getBpmnElement().getId())
                .toList();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            assertThat(drawn).as("%s is drawn", node.getId()).contains(node.getId());
            assertThat(node.getDocumentations())
                    .as("documentation of %s", node.getId())
                    .isNotEmpty();
            assertThat(GENERATED.matcher(node.getId()).matches())
                    .as(node.getId())
                    .isFalse();
        }
        model.getModelElementsByType(Activity.class)
                .forEach(activity ->
                        assertThat(activity.getName()).as(activity.getId()).isNotBlank());
        model.getModelElementsByType(ExclusiveGateway.class).stream()
                .filter(gateway -> gateway.getOutgoing().size() > 1)
                .forEach(DiagramsTest::isAQuestionWithAnswers);
        assertThat(model.getModelElementsByType(ScriptTask.class)).isEmpty();
    }

    private static void isAQuestionWithAnswers(ExclusiveGateway gateway) {
        assertThat(gateway.getName()).as(gateway.getId()).endsWith("?");
        gateway.getOutgoing().forEach(flow -> {
            assertThat(flow.getName()).as(flow.getId()).isNotBlank();
            ConditionExpression condition = flow.getConditionExpression();
            assertThat(condition != null || flow.equals(gateway.getDefault()))
                    .as(flow.getId())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_table_says_what_it_is_for_and_explains_every_rule(Path file) {
        var model = Dmn.readModelFromFile(file.toFile());
        model.getModelElementsByType(org.camunda.bpm.model.dmn.instance.Decision.class)
                .forEach(decision -> {
                    assertThat(file.getFileName()).hasToString(kebab(decision.getId()) + ".dmn");
                    assertThat(decision.getDescription()).isNotNull();
                });
        assertThat(model.getModelElementsByType(org.camunda.bpm.model.dmn.instance.Rule.class))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.getDescription()).isNotNull());
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
